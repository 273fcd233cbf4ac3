import type { ErrorEntries } from './errorEntry.ts'

/** Uploads and audio files. */
export const studioErrors = {
  MEDIA_ARTWORK_DAMAGED: { money: 'untouched', action: 'Save the picture again as JPEG or PNG.' },
  MEDIA_ARTWORK_TOO_LARGE: {
    money: 'untouched',
    action: 'Choose a picture of at most 20 MB and 8,000 × 8,000 pixels.',
  },
  MEDIA_ARTWORK_UNREADABLE: { money: 'untouched', action: 'Check the path and its permissions.' },
  MEDIA_ARTWORK_UNSUPPORTED: { money: 'untouched', action: 'Choose a JPEG, PNG or WebP file.' },
  MEDIA_CANCELLED: { money: 'untouched', action: 'Start it again when wanted.' },
  MEDIA_CHANGED: { money: 'untouched', action: 'Wait until the file is written, and add it again.' },
  MEDIA_CONTAINER_INVALID: { money: 'untouched', action: 'Export the file again.' },
  MEDIA_DAMAGED: { money: 'untouched', action: 'Export the file again.' },
  MEDIA_DECODE_FAILED: { money: 'untouched', action: 'Fetch the track again.' },
  MEDIA_EMPTY: { money: 'untouched', action: 'Export the file again: it holds no sound.' },
  MEDIA_ENCODE_FAILED: { money: 'untouched', action: 'Read what ffmpeg said, and export the file again.' },
  MEDIA_FFMPEG_MISSING: { money: 'untouched', action: 'Run: npm run setup -- ffmpeg' },
  MEDIA_NONE: { money: 'untouched', action: 'Choose audio files, or another folder.' },
  MEDIA_NOT_AUDIO: { money: 'untouched', action: 'Choose the audio files themselves.' },
  MEDIA_RATES_DIFFER: { money: 'untouched', action: 'Decode both signals at the same sample rate.' },
  MEDIA_TOO_LONG: { money: 'untouched', action: 'Upload it in shorter parts, or with fewer bits a sample.' },
  MEDIA_TRUNCATED: { money: 'untouched', action: 'Copy the file again: its end is missing.' },
  MEDIA_UNREADABLE: { money: 'untouched', action: 'Check the path and its permissions.' },
  MEDIA_UNSUPPORTED: {
    money: 'untouched',
    action: 'Export the file as WAV, FLAC or another format that is named in the message.',
  },
  PROFILE_NAME_MISSING: { money: 'untouched', action: 'Give a name with it.' },
  PROMOTION_FOLDER_TAKEN: { money: 'untouched', action: 'Choose a new or empty folder.' },
  PROMOTION_UNWRITABLE: {
    money: 'untouched',
    action: 'Check the folder, its permissions and the room on the disk.',
  },
  UPLOAD_CATALOGUE_FULL: { money: 'untouched', action: 'Take works off sale that are not wanted any more.' },
  UPLOAD_FINISHED: { money: 'untouched', action: 'Take it off sale instead: it is announced already.' },
  UPLOAD_KEY_MISSING: { money: 'untouched', action: 'Upload the track again.' },
  UPLOAD_ORDER_WRONG: { money: 'untouched', action: 'Name each track of the release once.' },
  UPLOAD_PREVIEW_TOO_LONG: { money: 'untouched', action: 'Choose a part of the track as its preview.' },
  UPLOAD_RESTORED: { money: 'untouched', action: 'Start the upload again from the file.' },
  UPLOAD_TOO_MANY_FILES: { money: 'untouched', action: 'Add fewer files at a time.' },
  UPLOAD_TOO_MANY_TRACKS: {
    money: 'untouched',
    action: 'Leave some tracks out, or sell them as several releases.',
  },
  UPLOAD_UNFINISHED: { money: 'untouched', action: 'Cancel the upload first.' },
  UPLOAD_UNKNOWN: { money: 'untouched', action: 'Nothing: the upload was removed.' },
} as const satisfies ErrorEntries

import type { ErrorEntries } from './errorEntry.ts'

/** The catalogue, the library and playback. */
export const playbackErrors = {
  BONUS_FORGED: { money: 'paid', action: 'Ask the artist: the file is not what they say it is.' },
  CATALOGUE_INCONSISTENT: {
    money: 'untouched',
    action: 'Nothing: what does not fit together is not shown, and asked for again.',
  },
  CATALOGUE_UNKNOWN: { money: 'untouched', action: 'Search again in a moment.' },
  EXPORT_CANCELLED: {
    money: 'untouched',
    action: 'Nothing: files that were finished are there. Download again for the rest.',
  },
  EXPORT_DISK_FULL: { money: 'untouched', action: 'Make room on that disk and download the rest again.' },
  EXPORT_FOLDER_GONE: { money: 'untouched', action: 'Connect its disk, or choose another folder.' },
  EXPORT_UNWRITABLE: { money: 'untouched', action: 'Choose a folder that you may write into.' },
  LIBRARY_NO_FOLDER: { money: 'untouched', action: 'Choose a folder that exists.' },
  LIBRARY_NO_PLAYLIST: { money: 'untouched', action: 'Choose a playlist that exists.' },
  LOCAL_FILE_GONE: { money: 'untouched', action: 'Put the file back into its folder, or connect its disk.' },
  LOCAL_FOLDERS_TOO_MANY: {
    money: 'untouched',
    action: 'Remove a folder, or choose the one that several lie in.',
  },
  LOCAL_FOLDER_UNKNOWN: { money: 'untouched', action: 'Nothing: it is not watched.' },
  LOCAL_FOLDER_UNREADABLE: { money: 'untouched', action: 'Choose a folder that you may read.' },
  LOCAL_FOLDER_WATCHED: { money: 'untouched', action: 'Choose a folder beside those that are watched.' },
  LISTENBRAINZ_TOKEN: {
    money: 'untouched',
    action: 'Copy the user token from your settings at ListenBrainz again.',
  },
  LISTENBRAINZ_UNREACHABLE: { money: 'untouched', action: 'Nothing: what was heard is sent later.' },
  LISTEN_LAN_ADDRESS: {
    money: 'untouched',
    action: "Join the phone's network, and name this machine's address in it with --lan ADDRESS.",
  },
  LISTEN_PORT_IN_USE: {
    money: 'untouched',
    action: 'End the program that listens there, or choose another port with --port.',
  },
  LISTEN_TOKEN_WRONG: { money: 'untouched', action: 'Run busker listen again and open what it shows.' },
  PLAYLIST_FILE_TOO_LONG: { money: 'untouched', action: 'Split the file, and import its parts.' },
  PLAYLIST_FILE_UNREADABLE: { money: 'untouched', action: 'Choose an M3U or M3U8 file.' },
  PLAYBACK_DROPPED: { money: 'untouched', action: 'Nothing: another place of the track is played by now.' },
  PLAYBACK_NOT_A_RELEASE: { money: 'untouched', action: 'Play the track itself.' },
  PLAYBACK_NOT_A_TRACK: { money: 'untouched', action: "Play one of the release's tracks." },
  PLAYBACK_NOT_DECODED: { money: 'paid', action: 'Download the track again.' },
  PLAYBACK_NOT_KEPT: { money: 'paid', action: 'Make room on the disk and download the track again.' },
  PLAYBACK_NOT_OPEN: { money: 'paid', action: 'Press play again.' },
  PLAYBACK_NOT_OWNED: { money: 'untouched', action: 'Buy the track first.' },
  PLAYBACK_NO_ADDRESS: { money: 'untouched', action: 'Press play again.' },
  PLAYBACK_NO_PICTURE: { money: 'untouched', action: 'Nothing: a generated cover is shown.' },
  PLAYBACK_PICTURE_TOO_LARGE: { money: 'untouched', action: 'Nothing: a generated cover is shown.' },
  PLAYBACK_NO_PREVIEW: { money: 'untouched', action: 'Nothing: the artist offers no preview of it.' },
  PLAYBACK_NO_SEGMENT: { money: 'untouched', action: 'Press play again.' },
  PLAYBACK_NO_SOUND: { money: 'paid', action: "Check the computer's audio output and press play again." },
  PLAYBACK_UNREACHABLE: { money: 'paid', action: 'Unlock Busker and press play again.' },
  SEGMENT_FORGED: { money: 'paid', action: 'Nothing: the segment is fetched again from elsewhere.' },
} as const satisfies ErrorEntries

import { basename, extname } from 'node:path'

const audioExtensions = new Set(
  'aac ac3 aif aifc aiff alac ape au caf dff dsf flac m4a m4b mka mp2 mp3 mpc oga ogg opus snd tta w64 wav wave wma wv'.split(
    ' ',
  ),
)
/** Pictures, cue sheets, playlists, texts, logs and checksums, as they lie beside music. */
const companionExtensions = new Set(
  'accurip asc bmp cue doc docx ffp gif html ini jpeg jpg log lrc m3u m3u8 md5 nfo odt pdf pls png rtf sfv st5 tif tiff txt url webp xml xspf'.split(
    ' ',
  ),
)
const companionNames = new Set(['thumbs.db', 'desktop.ini', 'icon\r'])

/** By its name it is a recording: whoever put it among tracks meant it to be one. */
export function isNamedAsAudio(path: string): boolean {
  return audioExtensions.has(extensionOf(path))
}

/** By its name it is what usually lies beside music and is not meant to be heard. */
export function isCompanion(path: string): boolean {
  return companionExtensions.has(extensionOf(path)) || companionNames.has(basename(path).toLowerCase())
}

function extensionOf(path: string): string {
  return extname(path).slice(1).toLowerCase()
}

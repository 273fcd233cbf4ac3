import type { ExportFormat } from '../../../shared/exportFormats.ts'
import type { FileTags } from './fileTags.ts'

/** What ffmpeg takes for the end of a key, a value or a line. */
const special = /[=;#\\\n]/gu
const controls = /[\p{Cc}--\n]/gv

/**
 * The tags in the form in which ffmpeg reads them from a file. Its MPEG-4 writer has no place for an ISRC, a label or a licence, and a WAV none for
 * what its INFO list does not know.
 */
export function toFfmetadata(tags: FileTags, format: Exclude<ExportFormat, 'mp3'>): string {
  const { track } = tags
  const total = track?.total
  const isSplit = format === 'flac'
  const entries: readonly (readonly [string, string | number | undefined])[] = [
    ['title', tags.title],
    ['artist', tags.artist],
    ['album', tags.album],
    ['album_artist', tags.albumArtist],
    ['track', total === undefined || isSplit ? track?.number : `${track?.number}/${total}`],
    ['TRACKTOTAL', isSplit ? total : undefined],
    ['disc', track?.disc],
    ['date', tags.date],
    ['genre', tags.genre],
    ['composer', tags.composer],
    ['ISRC', isSplit ? tags.isrc : undefined],
    ['LABEL', isSplit ? tags.recordLabel : undefined],
    ['LICENSE', isSplit ? tags.licence : undefined],
    ['copyright', tags.copyright],
    ['lyrics', tags.lyrics],
  ]
  const lines = entries.flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${escape(String(value))}`],
  )
  return `;FFMETADATA1\n${lines.join('\n')}\n`
}

function escape(text: string): string {
  return text.replaceAll(controls, '').replaceAll(special, String.raw`\$&`)
}

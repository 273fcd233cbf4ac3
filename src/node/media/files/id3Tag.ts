import { ID3Writer } from 'browser-id3-writer'
import type { FileTags } from './fileTags.ts'

const frontCover = 3

/** The tags as an ID3v2.3 tag, which an MP3 begins with: ffmpeg's own has no place for lyrics that players look at. */
export function toId3Tag(tags: FileTags): Uint8Array {
  const writer = new ID3Writer(new ArrayBuffer(0))
  const { track } = tags
  writer.setFrame('TIT2', tags.title).setFrame('TPE1', [tags.artist])
  if (tags.album !== undefined) writer.setFrame('TALB', tags.album)
  if (tags.albumArtist !== undefined) writer.setFrame('TPE2', tags.albumArtist)
  if (track !== undefined) {
    writer.setFrame('TRCK', track.total === undefined ? `${track.number}` : `${track.number}/${track.total}`)
    if (track.disc !== undefined) writer.setFrame('TPOS', `${track.disc}`)
  }
  if (tags.date !== undefined) setDate(writer, tags.date)
  if (tags.genre !== undefined) writer.setFrame('TCON', [tags.genre])
  if (tags.composer !== undefined) writer.setFrame('TCOM', [tags.composer])
  if (tags.isrc !== undefined) writer.setFrame('TSRC', tags.isrc)
  if (tags.recordLabel !== undefined) writer.setFrame('TPUB', tags.recordLabel)
  if (tags.licence !== undefined) writer.setFrame('TXXX', { description: 'LICENSE', value: tags.licence })
  if (tags.copyright !== undefined) writer.setFrame('TCOP', tags.copyright)
  if (tags.lyrics !== undefined) writer.setFrame('USLT', { description: '', lyrics: tags.lyrics })
  if (tags.cover !== null) {
    const data = new Uint8Array(tags.cover).buffer
    writer.setFrame('APIC', { type: frontCover, data, description: '' })
  }
  return new Uint8Array(writer.addTag())
}

/** ID3v2.3 has the year and the day in frames of their own, and no place for a month alone. */
function setDate(writer: ID3Writer, date: string): void {
  const [year, month, day] = date.split('-')
  writer.setFrame('TYER', Number(year))
  if (day !== undefined) writer.setFrame('TDAT', `${day}${month}`)
}

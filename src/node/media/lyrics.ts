import type { ILyricsTag } from 'music-metadata'
import { isLyricsLength } from '../../shared/lyrics.ts'
import { cleanParagraph } from '../../shared/text.ts'

/** The first lyrics with words; with times where the tag has them, as lines of LRC. Undefined where there are none, or too many. */
export function lyricsOf(
  tags: readonly Partial<ILyricsTag>[] | undefined,
  read: (text: string) => string,
): string | undefined {
  // Plain ones have no lines, whatever their type says.
  for (const { text, syncText = [] } of tags ?? []) {
    const timed = syncText.filter(({ timestamp }) => timestamp !== undefined)
    const lines = timed.map((line) => `[${clock(line.timestamp ?? 0)}]${read(line.text)}`)
    const lyrics = cleanParagraph(lines.length > 0 ? lines.join('\n') : read(text ?? ''))
    if (lyrics !== '' && isLyricsLength(lyrics)) return lyrics
  }
  return undefined
}

/** Such as `01:05.30`. */
function clock(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000)
  const seconds = (milliseconds % 60_000) / 1000
  return `${String(minutes).padStart(2, '0')}:${seconds.toFixed(2).padStart(5, '0')}`
}

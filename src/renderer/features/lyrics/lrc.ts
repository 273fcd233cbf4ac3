/** A line of lyrics and when it is sung. */
export interface TimedLine {
  /** From the beginning of the track. */
  readonly seconds: number
  readonly text: string
}

const stamp = /\[(\d{1,3}):(\d{1,2}(?:[.:]\d{1,3})?)\]/g
/** Characters of all lines together, many times those of any lyrics: a line is shown once for each of its times. */
const maxShown = 256 * 1024
const offsetTag = /^\[offset:\s*([+-]?\d+)\s*\]/im

/**
 * Reads lyrics in the LRC format: a line may have several times, times may stand before words too (they are left out), and
 * `[offset:ms]` brings all of them forward.
 *
 * @returns the lines in the order of their times; null where there is not one time, or where they would be too long
 */
export function parseLrc(lyrics: string): TimedLine[] | null {
  const offset = Number(offsetTag.exec(lyrics)?.[1] ?? 0) / 1000
  const lines = lyrics.split('\n').flatMap((line) => {
    const text = line
      .replaceAll(stamp, '')
      .replaceAll(/<\d+:[\d.:]+>/g, '')
      .trim()
    return [...line.matchAll(stamp)].map(([, minutes, seconds = '']) => {
      const time = Number(minutes) * 60 + Number(seconds.replace(':', '.'))
      return { seconds: Math.max(0, time - offset), text }
    })
  })
  const shown = lines.reduce((sum, { text }) => sum + text.length, 0)
  return lines.length === 0 || shown > maxShown ? null : lines.toSorted((a, b) => a.seconds - b.seconds)
}

/** The words alone, as they are sung; lyrics without times as they are. */
export function wordsOf(lyrics: string): string {
  const lines = parseLrc(lyrics)?.map(({ text }) => text)
  return lines?.join('\n') ?? lyrics
}

/** Which line is sung at a time; -1: none yet. @param position seconds */
export function lineAt(lines: readonly TimedLine[], position: number): number {
  return lines.findLastIndex(({ seconds }) => seconds <= position)
}

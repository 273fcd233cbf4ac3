import { paragraph } from './text.ts'

/** Of lyrics in UTF-8: longer ones are no song. */
export const lyricsMaxBytes = 32 * 1024

/** Whether lyrics are short enough for a manifest. */
export const isLyricsLength = (text: string): boolean =>
  new TextEncoder().encode(text).length <= lyricsMaxBytes

/** Plain, or lines of LRC, which begin with their time: `[01:05.30]`. */
export const lyrics = paragraph(lyricsMaxBytes).refine(isLyricsLength, {
  error: `must be at most ${lyricsMaxBytes} bytes`,
})

import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

const maxLines = 40
const maxLineLength = 300

/** The last lines of a log, each cut to a bearable length, once it has ended. */
export async function tailOf(stream: Readable): Promise<readonly string[]> {
  const lines: string[] = []
  for await (const line of createInterface({ input: stream })) {
    if (line.trim() === '') continue
    lines.push(line.slice(0, maxLineLength))
    if (lines.length > maxLines) lines.shift()
  }
  return lines
}

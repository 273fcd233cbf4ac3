import { StringDecoder } from 'node:string_decoder'

/** Cuts a process's output into lines and keeps the last `capacity` of them. */
export class LogTail {
  readonly #lines: string[] = []
  readonly #capacity: number
  readonly #onLine: (line: string) => void

  constructor(capacity: number, onLine: (line: string) => void) {
    this.#capacity = capacity
    this.#onLine = onLine
  }

  /** Reads `stream` to its end; each stream is decoded and cut by itself, so that lines of two don't mix. */
  read(stream: NodeJS.ReadableStream): void {
    const decoder = new StringDecoder('utf8')
    let rest = ''
    stream.on('data', (chunk: Buffer) => {
      const parts = (rest + decoder.write(chunk)).split(/\r?\n/)
      rest = parts.pop() ?? ''
      for (const line of parts) this.push(line)
    })
    stream.on('end', () => {
      if (rest !== '') this.push(rest)
      rest = ''
    })
  }

  push(line: string): void {
    this.#lines.push(line)
    if (this.#lines.length > this.#capacity) this.#lines.shift()
    this.#onLine(line)
  }

  /** The kept lines, oldest first; empty when there are none. */
  toString(): string {
    return this.#lines.join('\n')
  }
}

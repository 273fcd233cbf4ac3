import type { ByteSource } from './audioFormat.ts'

const windowBytes = 256 * 1024

/** Reads a file from front to back in large pieces, however small the steps are. */
export class ForwardReader {
  readonly #source: ByteSource
  #window: Buffer = Buffer.alloc(0)
  #start = 0

  constructor(source: ByteSource) {
    this.#source = source
  }

  /**
   * The bytes from `offset` on.
   *
   * @param offset no smaller than the one before
   * @param length how many are needed, much less than 256 KiB; fewer come only where the file ends
   */
  async read(offset: number, length: number): Promise<Buffer> {
    const end = this.#start + this.#window.length
    if (offset + length > end && end < this.#source.size) {
      this.#window = await this.#source.read(offset, windowBytes)
      this.#start = offset
    }
    return this.#window.subarray(offset - this.#start)
  }
}

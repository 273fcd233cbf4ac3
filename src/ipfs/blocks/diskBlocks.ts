import { closeSync, existsSync, fstatSync, mkdirSync, openSync, read } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { FsBlockstore } from 'blockstore-fs'
import { NextToLast } from 'blockstore-fs/sharding'
import type { CID } from 'multiformats/cid'
import { assertVerifiable, isBlockOf } from './cids.ts'
import { WriteBehind } from './writeBehind.ts'

const sharding = new NextToLast()
const readInto = promisify(read)

/**
 * Blocks in files. A block is written under another name and renamed, so that a crash leaves a whole block or none;
 * what a failing disk or a power cut damaged is noticed when it is read, removed, and counts as missing.
 */
export class DiskBlocks extends FsBlockstore {
  /** Folders that are there. */
  readonly #folders = new Set<string>()
  readonly #unfinished: string
  readonly #writeBehind: WriteBehind
  #written = 0

  /** @param onFailure hears of fetched blocks that could not be kept */
  constructor(folder: string, onFailure: (error: unknown) => void) {
    super(folder, { shardingStrategy: sharding })
    this.#unfinished = join(folder, 'unfinished')
    this.#writeBehind = new WriteBehind((cid, bytes) => this.write(cid, bytes, { durable: false }), onFailure)
  }

  /** Removes what a crash left unfinished; only for whoever has the folder to themselves. */
  override async open(): Promise<void> {
    await rm(this.#unfinished, { recursive: true, force: true })
    this.#folders.delete(this.#unfinished)
    this.#ensureFolder(this.#unfinished)
  }

  override async close(): Promise<void> {
    await this.flush()
    await super.close()
  }

  /** Resolves when every block that was kept is on disk, or has failed to get there. */
  flush(): Promise<void> {
    return this.#writeBehind.flush()
  }

  override async put(cid: CID, value: Parameters<FsBlockstore['put']>[1]): Promise<CID> {
    await this.write(cid, value instanceof Uint8Array ? value : await collect(value), { durable: false })
    return cid
  }

  override async *get(cid: CID): AsyncGenerator<Uint8Array> {
    const bytes = await this.read(cid)
    if (bytes === undefined) throw Object.assign(new Error('Not found'), { name: 'NotFoundError' })
    yield bytes
  }

  /** Takes a fetched block, which is found here from now on, and written soon; resolves when there is room for another. */
  writeLater(cid: CID, bytes: Uint8Array): Promise<void> {
    return this.#writeBehind.add(cid, bytes)
  }

  override async has(cid: CID): Promise<boolean> {
    return this.#writeBehind.get(cid) !== undefined || (await super.has(cid))
  }

  override async delete(cid: CID): Promise<void> {
    await this.flush()
    await super.delete(cid)
  }

  /** @param options.durable return only when a power cut can't undo it: for blocks that are nowhere else yet */
  async write(cid: CID, bytes: Uint8Array, options: { readonly durable: boolean }): Promise<void> {
    const { folder, file } = this.#pathOf(cid)
    const unfinished = join(this.#unfinished, String(++this.#written))
    for (const each of [folder, this.#unfinished]) this.#ensureFolder(each)
    try {
      await writeFile(unfinished, bytes, { flush: options.durable })
      await rename(unfinished, file)
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    }
  }

  /** The block, verified; undefined when it is not here whole. */
  async read(cid: CID): Promise<Uint8Array | undefined> {
    assertVerifiable(cid)
    const queued = this.#writeBehind.get(cid)
    if (queued !== undefined) return queued
    const { file } = this.#pathOf(cid)
    // Most blocks that are asked for are not here yet: this is a tenth of the price of a failed read.
    if (!existsSync(file)) return undefined
    let bytes: Buffer
    try {
      bytes = await readBlockFile(file)
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
      throw error
    }
    if (isBlockOf(cid, bytes)) return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    await rm(file, { force: true })
    return undefined
  }

  #ensureFolder(folder: string): void {
    if (this.#folders.has(folder)) return
    mkdirSync(folder, { recursive: true })
    this.#folders.add(folder)
  }

  #pathOf(cid: CID): { folder: string; file: string } {
    const { dir, file } = sharding.encode(cid)
    const folder = join(this.path, dir)
    return { folder, file: join(folder, file) }
  }
}

/** Only the read is asynchronous: a trip to the thread pool costs more than opening the file. */
async function readBlockFile(file: string): Promise<Buffer> {
  const descriptor = openSync(file, 'r')
  try {
    const bytes = Buffer.allocUnsafeSlow(fstatSync(descriptor).size)
    const { bytesRead } = await readInto(descriptor, bytes, 0, bytes.byteLength, 0)
    return bytes.subarray(0, bytesRead)
  } finally {
    closeSync(descriptor)
  }
}

async function collect(source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const part of source) parts.push(part)
  return Buffer.concat(parts)
}

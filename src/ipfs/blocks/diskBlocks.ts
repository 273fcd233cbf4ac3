import { mkdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { FsBlockstore } from 'blockstore-fs'
import { NextToLast } from 'blockstore-fs/sharding'
import type { CID } from 'multiformats/cid'
import writeFileAtomic from 'write-file-atomic'
import { assertVerifiable, isBlockOf } from './cids.ts'

const sharding = new NextToLast()

/**
 * Blocks in files. A block is written under another name and renamed, so that a crash leaves a whole block or none;
 * what a failing disk or a power cut damaged is noticed when it is read, removed, and counts as missing.
 */
export class DiskBlocks extends FsBlockstore {
  constructor(folder: string) {
    super(folder, { shardingStrategy: sharding })
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

  /** @param options.durable return only when a power cut can't undo it: for blocks that are nowhere else yet */
  async write(cid: CID, bytes: Uint8Array, options: { readonly durable: boolean }): Promise<void> {
    if ((await this.read(cid)) !== undefined) return
    const file = this.#fileOf(cid)
    await mkdir(dirname(file), { recursive: true })
    await writeFileAtomic(file, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      fsync: options.durable,
    })
  }

  /** The block, verified; undefined when it is not here whole. */
  async read(cid: CID): Promise<Uint8Array | undefined> {
    assertVerifiable(cid)
    const file = this.#fileOf(cid)
    let bytes: Buffer
    try {
      bytes = await readFile(file)
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
      throw error
    }
    if (isBlockOf(cid, bytes)) return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    await rm(file, { force: true })
    return undefined
  }

  #fileOf(cid: CID): string {
    const { dir, file } = sharding.encode(cid)
    return join(this.path, dir, file)
  }
}

async function collect(source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const part of source) parts.push(part)
  return Buffer.concat(parts)
}

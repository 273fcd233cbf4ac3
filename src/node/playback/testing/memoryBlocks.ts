import type { CID } from 'multiformats/cid'
import { cidOf } from '../../../ipfs/blocks/cids.ts'
import type { Blocks, FetchOptions } from '../../../ipfs/peer.ts'
import { BuskerError } from '../../../shared/errors.ts'

/** Blocks that are in memory or nowhere. */
export class MemoryBlocks implements Blocks {
  readonly all = new Map<string, Uint8Array>()
  /** What was asked for, in order. */
  readonly requested: string[] = []
  /** While there is one, what is asked for comes when it resolves. */
  gate: Promise<void> | undefined

  async put(bytes: Uint8Array, codec: 'raw' | 'dag-cbor'): Promise<CID> {
    const cid = cidOf(bytes, codec)
    this.all.set(cid.toString(), bytes.slice())
    return cid
  }

  async has(cid: CID): Promise<boolean> {
    return this.all.has(cid.toString())
  }

  async delete(cid: CID): Promise<void> {
    this.all.delete(cid.toString())
  }

  async flush(): Promise<void> {}

  async get(cid: CID, options?: FetchOptions): Promise<Uint8Array> {
    for await (const { bytes } of this.getMany([cid], options)) return bytes
    throw new Error('Nothing was given.')
  }

  async *getMany(
    cids: readonly CID[],
    { signal }: FetchOptions = {},
  ): AsyncGenerator<{ cid: CID; bytes: Uint8Array }> {
    for (const cid of cids) {
      this.requested.push(cid.toString())
      await this.gate
      signal?.throwIfAborted()
      const bytes = this.all.get(cid.toString())
      if (bytes === undefined)
        throw new BuskerError('IPFS_BLOCK_NOT_FOUND', 'Nobody who can be reached has it.')
      yield { cid, bytes }
    }
  }
}

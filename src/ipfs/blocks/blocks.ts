import type { Blockstore } from 'interface-blockstore'
import type { CID } from 'multiformats/cid'
import { BuskerError } from '../../shared/errors.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import { blockMaxBytes } from '../../protocol/segments.ts'
import type { Blocks, FetchOptions } from '../peer.ts'
import { fetchBlocks, type Ways } from '../segments/fetch.ts'
import { assertVerifiable, cidOf } from './cids.ts'
import type { DiskBlocks } from './diskBlocks.ts'

/** Bitswap never says that nobody has a block; this is how long it may look. */
const bitswapWithinMs = 5000

interface Parts {
  readonly disk: DiskBlocks
  /** Looks on disk, then asks every connected peer over bitswap. */
  readonly bitswap: Pick<Blockstore, 'get'>
  readonly ask: Ways['ask']
  /** Who is worth asking beside those a caller names: the hubs, and nobody while they can't be reached. */
  readonly usual: () => readonly PeerIdText[]
  readonly isAlone: () => boolean
}

/** {@link Blocks} on disk, and from peers. */
export class PeerBlocks implements Blocks {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  async put(bytes: Uint8Array, codec: 'raw' | 'dag-cbor'): Promise<CID> {
    if (bytes.byteLength > blockMaxBytes) {
      throw new BuskerError(
        'IPFS_BLOCK_TOO_LARGE',
        `A block of ${bytes.byteLength} bytes would be fetched by nobody.`,
      )
    }
    const cid = cidOf(bytes, codec)
    await this.#parts.disk.write(cid, bytes, { durable: true })
    return cid
  }

  has(cid: CID): Promise<boolean> {
    return this.#parts.disk.has(cid)
  }

  async delete(cid: CID): Promise<void> {
    await this.#parts.disk.delete(cid)
  }

  settled(): Promise<void> {
    return this.#parts.disk.settled()
  }

  async get(cid: CID, options?: FetchOptions): Promise<Uint8Array> {
    for await (const { bytes } of this.getMany([cid], options)) return bytes
    throw notFound(cid)
  }

  getMany(
    cids: readonly CID[],
    { from = [], signal }: FetchOptions = {},
  ): AsyncGenerator<{ cid: CID; bytes: Uint8Array }> {
    for (const cid of cids) assertVerifiable(cid)
    const { disk, ask, usual } = this.#parts
    const ways: Ways = {
      local: (cid) => disk.read(cid),
      sources: [...new Set([...from, ...usual()])],
      ask,
      anybody: (cid, stop) => this.#anybody(cid, stop),
      keep: (cid, bytes) => disk.keep(cid, bytes),
    }
    return fetchBlocks(cids, ways, signal)
  }

  async #anybody(cid: CID, stop: AbortSignal): Promise<Uint8Array> {
    if (this.#parts.isAlone()) throw notFound(cid)
    const signal = AbortSignal.any([stop, AbortSignal.timeout(bitswapWithinMs)])
    try {
      const parts: Uint8Array[] = []
      for await (const part of this.#parts.bitswap.get(cid, { signal })) parts.push(part)
      return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts)
    } catch (error) {
      if (stop.aborted) throw stop.reason
      throw notFound(cid, error)
    }
  }
}

function notFound(cid: CID, cause?: unknown): BuskerError {
  return new BuskerError(
    'IPFS_BLOCK_NOT_FOUND',
    `Nobody who can be reached has the block ${cid.toString()}. Its artist may be offline; try again later.`,
    { cause },
  )
}

import type { Blockstore } from 'interface-blockstore'
import type { CID } from 'multiformats/cid'
import { BuskerError } from '../../shared/errors.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import { blockMaxBytes } from '../../protocol/segments.ts'
import type { Blocks, FetchOptions } from '../peer.ts'
import { fetchBlocks, type BlockSources } from '../segments/fetchBlocks.ts'
import { assertVerifiable, cidOf } from './cids.ts'
import type { DiskBlocks } from './diskBlocks.ts'

/** Bitswap never says that nobody has a block; this is how long it may look. */
const bitswapTimeoutMs = 5000

interface PeerBlocksParts {
  readonly disk: DiskBlocks
  /** Looks on disk, then asks every connected peer over bitswap. */
  readonly bitswap: Pick<Blockstore, 'get'>
  readonly request: BlockSources['request']
  /** Who is worth asking beside those a caller names: the hubs, and nobody while they can't be reached. */
  readonly defaultPeers: () => readonly PeerIdText[]
  readonly isDisconnected: () => boolean
}

/** {@link Blocks} on disk, and from peers. */
export class PeerBlocks implements Blocks {
  readonly #parts: PeerBlocksParts

  constructor(parts: PeerBlocksParts) {
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

  flush(): Promise<void> {
    return this.#parts.disk.flush()
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
    const { disk, request: ask, defaultPeers: usual } = this.#parts
    const sources: BlockSources = {
      readLocal: (cid) => disk.read(cid),
      peers: [...new Set([...from, ...usual()])],
      request: ask,
      fetchFromAnyone: (cid, stop) => this.#fetchByBitswap(cid, stop),
      store: (cid, bytes) => disk.writeLater(cid, bytes),
    }
    return fetchBlocks(cids, sources, signal)
  }

  async #fetchByBitswap(cid: CID, stop: AbortSignal): Promise<Uint8Array> {
    if (this.#parts.isDisconnected()) throw notFound(cid)
    const signal = AbortSignal.any([stop, AbortSignal.timeout(bitswapTimeoutMs)])
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

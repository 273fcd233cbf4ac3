import type { CID } from 'multiformats/cid'
import type { Logger } from 'pino'
import type { Blocks } from '../../ipfs/peer.ts'
import { isBuskerError } from '../../shared/errors.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import { type BlockFetcher, type CatalogueBlocks, decodeCatalogue, listCatalogue } from './catalogueBlocks.ts'
import type { Pin, PinRecords } from './pinRecords.ts'

/** A round ends after this many blocks that no peer had: the artist is offline, or has lost them. */
export const maxMisses = 8

export interface CatalogueReaderParts {
  readonly records: Pick<PinRecords, 'setPeer'>
  readonly blocks: Pick<Blocks, 'getMany'>
  readonly log: Logger
}

/** Fetches what artists' catalogues link, of the artists first. */
export class CatalogueReader {
  readonly #parts: CatalogueReaderParts

  constructor(parts: CatalogueReaderParts) {
    this.#parts = parts
  }

  /**
   * What the catalogue that is due links, `most` blocks of it; null when nobody has it.
   *
   * @throws BuskerError `PROTOCOL_MALFORMED`, `PROTOCOL_TOO_LARGE`
   */
  async list(
    { artist, catalogue, peer }: Pin,
    most: number,
    stop: AbortSignal,
  ): Promise<CatalogueBlocks | null> {
    const { records, log } = this.#parts
    for await (const { bytes } of this.fetch([catalogue], peer, stop)) {
      if (bytes === null) return null
      const artistPeer = decodeCatalogue(bytes).artist.body.peer
      records.setPeer(artist, artistPeer)
      const fetch: BlockFetcher = (cids) => this.fetch(cids, artistPeer, stop)
      const listed = await listCatalogue(catalogue, bytes, fetch, most)
      if (listed.malformed.length > 0)
        log.warn({ artist, manifests: listed.malformed.map(String) }, 'malformed')
      return listed
    }
    return null
  }

  /** Null for what nobody has; ends after {@link maxMisses} of them. */
  async *fetch(cids: readonly CID[], peer: PeerIdText | null, signal: AbortSignal): ReturnType<BlockFetcher> {
    const from = peer === null ? [] : [peer]
    let rest = cids
    for (let misses = 0; rest.length > 0 && misses < maxMisses; misses += 1) {
      let received = 0
      try {
        for await (const block of this.#parts.blocks.getMany(rest, { from, signal })) {
          received += 1
          yield block
        }
        return
      } catch (error) {
        if (!isBuskerError(error, 'IPFS_BLOCK_NOT_FOUND')) throw error
        const absent = rest[received]
        if (absent !== undefined) yield { cid: absent, bytes: null }
        rest = rest.slice(received + 1)
      }
    }
  }
}

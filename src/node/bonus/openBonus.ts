import type { Blocks } from '../../ipfs/peer.ts'
import type { BonusFile, ReleaseManifest } from '../../protocol/manifest.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import type { Access, ContentKey } from '../access/access.ts'
import { ownedKey } from '../access/ownedKey.ts'
import { beginsAs, bonusHeadBytes } from './bonusKindOf.ts'
import { forged } from './bonusErrors.ts'
import { bonusSeal } from './sealBonus.ts'

export interface OpenBonusOptions {
  readonly access: Pick<Access, 'contentKey'>
  readonly blocks: Pick<Blocks, 'getMany'>
  /** Peers likely to have what belongs to an artist's works. */
  readonly likelyPeers: (release: Pick<ReleaseManifest, 'artist'>) => PeerIdText[]
}

/** A file of a release that one owns as a whole. */
export interface OpenedBonus {
  readonly file: BonusFile
  /**
   * Its bytes, a segment at a time.
   *
   * @throws BuskerError `SEGMENT_FORGED`, `BONUS_FORGED`, `IPFS_BLOCK_NOT_FOUND`: what came before is not to be used
   */
  readonly read: (signal?: AbortSignal) => AsyncGenerator<Uint8Array>
}

type Release = Pick<ReleaseManifest, 'id' | 'edition' | 'artist' | 'bonus'>

/** The files of a release; none where one owns tracks of it alone. */
export function openBonus(options: OpenBonusOptions, release: Release): OpenedBonus[] {
  const { id, edition, bonus } = release
  const key = bonus && ownedKey(options.access, { id, edition, commitment: bonus.commitment })
  if (bonus === undefined || key === undefined) return []
  return bonus.files.map((file) => ({
    file,
    read: (signal) => readBonus(options, release, { file, key, signal }),
  }))
}

interface Reading {
  readonly file: BonusFile
  readonly key: ContentKey
  readonly signal: AbortSignal | undefined
}

async function* readBonus(
  { blocks, likelyPeers }: OpenBonusOptions,
  release: Release,
  { file, key, signal }: Reading,
): AsyncGenerator<Uint8Array> {
  const seal = bonusSeal(key, release.id, file)
  const cids = file.segments.map(({ cid }) => cid)
  let index = 0
  let bytes = 0
  for await (const block of blocks.getMany(cids, { from: likelyPeers(release), ...(signal && { signal }) })) {
    const segment = seal.open(index, block.bytes)
    if (index === 0 && !beginsAs(file.kind, segment.subarray(0, bonusHeadBytes))) throw forged(file.name)
    index += 1
    bytes += segment.byteLength
    if (bytes > file.bytes) throw forged(file.name)
    yield segment
  }
  if (index < cids.length || bytes !== file.bytes) throw forged(file.name)
}

import { randomBytes } from 'node:crypto'
import type { Blocks } from '../../ipfs/peer.ts'
import type { BonusFile } from '../../protocol/manifest.ts'
import { bonusFileMaxBytes } from '../../shared/bonusFiles.ts'
import type { WorkId } from '../../shared/ids.ts'
import type { ContentKey } from '../access/access.ts'
import { SegmentSeal } from '../sealing/segmentSeal.ts'
import { bonusNameOf } from './bonusKindOf.ts'
import { tooLarge } from './bonusErrors.ts'
import { inspectOpen, withFile } from './inspectBonus.ts'

/** Bytes of a segment of a bonus file; its last one may be shorter. */
export const bonusSegmentBytes = 1024 * 1024

export interface SealBonusOptions {
  readonly release: WorkId
  readonly key: ContentKey
  readonly blocks: Pick<Blocks, 'put'>
  /** Called with each block's CID as soon as it is stored. */
  readonly onBlock?: (cid: string) => void
}

/** How a bonus file is sealed: under a key that its salt makes, so that no two files share one. */
export function bonusSeal(key: ContentKey, release: WorkId, { salt }: Pick<BonusFile, 'salt'>): SegmentSeal {
  return new SegmentSeal(key, { track: release, rendition: 'bonus', salt })
}

/**
 * Seals a file that goes with a release and stores it, a segment at a time. It is taken as it is.
 *
 * @throws BuskerError `BONUS_UNREADABLE`, `BONUS_KIND`, `BONUS_TOO_LARGE`
 */
export function sealBonus(
  path: string,
  { release, key, blocks, onBlock }: SealBonusOptions,
): Promise<BonusFile> {
  return withFile(path, async (file) => {
    const { kind } = await inspectOpen(path, file)
    const salt = new Uint8Array(randomBytes(32))
    const seal = bonusSeal(key, release, { salt })
    const segments: BonusFile['segments'] = []
    let bytes = 0
    for (;;) {
      const { buffer, bytesRead } = await file.read(
        new Uint8Array(bonusSegmentBytes),
        0,
        bonusSegmentBytes,
        bytes,
      )
      if (bytesRead === 0) break
      bytes += bytesRead
      if (bytes > bonusFileMaxBytes) throw tooLarge(path)
      const sealed = seal.seal(segments.length, buffer.subarray(0, bytesRead))
      const cid = await blocks.put(sealed, 'raw')
      onBlock?.(cid.toString())
      segments.push({ cid, size: sealed.byteLength })
    }
    return { name: bonusNameOf(path), kind, bytes, salt, segments }
  })
}

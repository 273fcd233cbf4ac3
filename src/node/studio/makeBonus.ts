import { randomBytes } from 'node:crypto'
import type { Blocks } from '../../ipfs/peer.ts'
import type { BonusFile, ReleaseManifest } from '../../protocol/manifest.ts'
import type { WorkId } from '../../shared/ids.ts'
import type { ContentKey } from '../access/access.ts'
import { commitmentOf } from '../access/capsules.ts'
import { inspectAllBonus } from '../bonus/inspectBonus.ts'
import { sealBonus } from '../bonus/sealBonus.ts'

type Bonus = NonNullable<ReleaseManifest['bonus']>

interface BonusParts {
  readonly release: WorkId
  readonly blocks: Pick<Blocks, 'put'>
  readonly onBlock?: (cid: string) => void
}

/**
 * Seals the files that go with a release under a new content key.
 *
 * @returns undefined where there are none
 * @throws BuskerError `BONUS_*`
 */
export async function makeBonus(
  parts: BonusParts,
  paths: readonly string[],
): Promise<{ readonly bonus: Bonus; readonly key: ContentKey } | undefined> {
  if (paths.length === 0) return undefined
  const key = new Uint8Array(randomBytes(32)) as ContentKey
  await inspectAllBonus(paths)
  const files: BonusFile[] = []
  for (const path of paths) files.push(await sealBonus(path, { ...parts, key }))
  return { bonus: { commitment: commitmentOf(key), files }, key }
}

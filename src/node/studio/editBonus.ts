import { randomBytes } from 'node:crypto'
import type { Blocks } from '../../ipfs/peer.ts'
import type { BonusFile, ReleaseManifest } from '../../protocol/manifest.ts'
import type { WorkChanges } from '../../shared/api/studio.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { ContentKey } from '../access/access.ts'
import { commitmentOf } from '../access/capsules.ts'
import { inspectAllBonus } from '../bonus/inspectBonus.ts'
import { sealBonus } from '../bonus/sealBonus.ts'
import type { Manifest } from '../catalogue/work.ts'
import { bonusKeyOf, nextReleaseEdition, type ReleaseEditionOptions } from './nextReleaseEdition.ts'
import type { OwnWorks } from './ownWorks.ts'

export interface EditBonusOptions extends ReleaseEditionOptions {
  readonly blocks: Pick<Blocks, 'put'>
  readonly ownWorks: OwnWorks
}

type Wanted = NonNullable<WorkChanges['bonus']>

/** @returns the work with the files that are wanted; undefined: with those it has. @throws BuskerError `BONUS_*` */
export type EditBonus = (manifest: Manifest, wanted: Wanted | undefined) => Promise<Manifest>

/**
 * A release with other files. Its first ones make a new edition, because no capsule holds their key so far: who owns an edition
 * gets it for nothing. Later ones are sealed under the same key, and whoever owns it has them at once.
 *
 * @throws BuskerError `BONUS_*`
 */
export async function editBonus(
  options: EditBonusOptions,
  manifest: Manifest,
  wanted: Wanted | undefined,
): Promise<Manifest> {
  if (wanted === undefined) return manifest
  if (manifest.kind === 'track') {
    throw new BuskerError('BONUS_NOT_RELEASE', 'Files go with a release, not with a track alone.')
  }
  const release = manifest.body
  if (release.bonus === undefined && wanted.length === 0) return manifest
  const kept = keptOf(release, wanted)
  const paths = wanted.flatMap((one) => ('file' in one ? [one.file] : []))
  await inspectAllBonus(
    paths,
    kept.reduce((sum, { bytes }) => sum + bytes, 0),
    kept.length,
  )
  const before = await bonusKeyOf(options.access, release)
  const key = before ?? (new Uint8Array(randomBytes(32)) as ContentKey)
  const files: BonusFile[] = []
  for (const one of wanted) {
    if ('file' in one)
      files.push(await sealBonus(one.file, { release: release.id, key, blocks: options.blocks }))
    else files.push(...(release.bonus?.files.slice(one.kept, one.kept + 1) ?? []))
  }
  const bonus = { commitment: commitmentOf(key), files }
  if (before !== undefined) return { ...manifest, body: { ...release, bonus } }
  const tracks = release.tracks.map((entry) => options.ownWorks.trackOf(entry))
  const next = await nextReleaseEdition(options, release, tracks, key)
  return { ...manifest, body: { ...release, ...next, bonus } }
}

/** @throws BuskerError `BONUS_UNKNOWN` unless each is there, and kept once */
function keptOf({ bonus }: ReleaseManifest, wanted: Wanted): BonusFile[] {
  const places = wanted.flatMap((one) => ('kept' in one ? [one.kept] : []))
  const kept = places.flatMap((place) => bonus?.files[place] ?? [])
  if (kept.length === places.length && new Set(places).size === places.length) return kept
  throw new BuskerError(
    'BONUS_UNKNOWN',
    'The files of this release have changed meanwhile. Look at it again.',
  )
}

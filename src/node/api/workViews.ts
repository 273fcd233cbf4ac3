import type { WorkView } from '../../shared/api/node.ts'
import { keysOfRelease, type ReleaseManifest } from '../../protocol/manifest.ts'
import { type Address, fromLabel, type Label, toLabel } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import type { Access } from '../access/access.ts'
import { ownedKey } from '../access/ownedKey.ts'
import type { CreditedWork, ReleaseCredit } from '../market/releaseCredit.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import { unknownWork } from '../catalogue/unknownWork.ts'
import type { WorkSummary } from '../catalogue/work.ts'
import { toWorkView } from '../catalogue/workView.ts'

export interface WorkViewParts {
  /** The node's owner. */
  readonly account: Address
  readonly catalogue: Pick<CatalogueService, 'manifest' | 'describe' | 'releaseDuration'>
  readonly access: Pick<Access, 'contentKey'>
  /** What was paid for tracks of releases. */
  readonly credit: Pick<ReleaseCredit, 'of'>
  /** By which a reduced price ends, ms since epoch. */
  readonly now: () => number
}

/** Shows works as they stand to this node's owner: made, or owned, or neither. */
export function workViewMapper(parts: WorkViewParts): (work: WorkSummary) => WorkView {
  const { account, catalogue, access, now } = parts
  return (work) => {
    const isOwn = work.artist === account
    if (work.kind === 'track') return toWorkView(work, { isOwn, isOwned: isOwnedTrack(parts, work) }, now())
    const manifest = catalogue.manifest(work.manifest)
    const tracks = manifest?.kind === 'release' ? manifest.body.tracks : []
    const isOwned = manifest?.kind === 'release' && ownsRelease(access, manifest.body)
    const credit = isOwn || isOwned ? undefined : creditFor(parts, work, tracks)
    const durationMs = catalogue.releaseDuration(tracks)
    return toWorkView({ ...work, durationMs }, { isOwn, isOwned }, now(), credit)
  }
}

export interface EditionViewParts extends WorkViewParts {
  readonly catalogue: WorkViewParts['catalogue'] & Pick<CatalogueService, 'edition'>
}

/** The works of labels, but for those of which nothing is known. */
export function viewsOfLabels(parts: EditionViewParts, labels: readonly Label[]): WorkView[] {
  const toView = workViewMapper(parts)
  return labels.flatMap((label) => {
    const work = parts.catalogue.edition(label)
    return work === undefined ? [] : [toView(work)]
  })
}

/** The work a label means. @throws BuskerError `CATALOGUE_UNKNOWN` */
export function requireWork(
  catalogue: Pick<CatalogueService, 'work'>,
  label: Label,
  artist?: Address,
): WorkSummary {
  const { kind, id } = fromLabel(label)
  const work = catalogue.work(kind, id)
  if (work === undefined || (artist !== undefined && work.artist !== artist)) throw unknownWork()
  return work
}

/** One has every key of it. */
function ownsRelease(access: WorkViewParts['access'], release: ReleaseManifest): boolean {
  return keysOfRelease(release).every((key) => ownedKey(access, key) !== undefined)
}

/** A track's own manifest need not be read: lists are long, and manifests are. */
function isOwnedTrack({ catalogue, access }: WorkViewParts, { manifest }: WorkSummary): boolean {
  const known = catalogue.describe(manifest)
  return known !== undefined && ownedKey(access, known) !== undefined
}

function creditFor(
  { credit }: WorkViewParts,
  { kind, id, edition, artist }: WorkSummary,
  tracks: CreditedWork['tracks'],
): Amount {
  return credit.of({ label: toLabel(kind, id, edition), artist, tracks })
}

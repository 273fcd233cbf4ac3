import type { catalogueApi, WorkDetail } from '../../shared/api/catalogue.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import type { NodeApi, WorkView } from '../../shared/api/node.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type Address, type CidText, fromLabel, type Label } from '../../shared/ids.ts'
import { hasAccess } from '../../shared/orderStates.ts'
import { ownedKey } from '../access/ownedKey.ts'
import type { Manifest, WorkSummary } from '../catalogue/work.ts'
import { summariseManifest } from '../catalogue/workRow.ts'
import type { BuskerNode } from '../createNode.ts'
import { toWorkView } from './viewMappers.ts'

type Methods = Pick<ApiHandlers<NodeApi>, 'publish' | 'search' | 'works'> & ApiHandlers<typeof catalogueApi>
/** What is needed to say what is known of other people's music. */
type Parts = Pick<BuskerNode, 'catalogue' | 'access' | 'studio' | 'market' | 'options'>

export function catalogueHandlers(node: Parts): Methods {
  const { catalogue, studio: creator } = node
  const self = node.options.keys.identity.body.account
  const toView = workViewMapper(node)

  return {
    async publish({ file, price, ...edits }, { signal, report }) {
      const manifest = await creator.publish(
        { file, price, edits },
        { signal, onStep: (step, fraction) => report({ step, fraction }) },
      )
      const work = catalogue.work('track', manifest.body.id)
      if (work === undefined) throw new Error('A published track is not in its own catalogue.')
      return toView(work)
    },
    search: async ({ text, limit }) => catalogue.search(text, { limit, offset: 0 }).map(toView),
    newest: async ({ limit }) => catalogue.newest({ limit, offset: 0 }).map(toView),
    async works({ owner }) {
      if (owner === 'self') return catalogue.worksOf(self).map(toView)
      return node.market.buyer.purchases
        .list()
        .filter(hasAccess)
        .flatMap(({ label }) => {
          const { kind, id } = fromLabel(label)
          const work = catalogue.work(kind, id)
          return work === undefined ? [] : [toView(work)]
        })
    },
    async work({ label }) {
      const work = catalogue.edition(label)
      const manifest = work && catalogue.manifest(work.manifest)
      if (work === undefined || manifest === undefined) throw unknownWork()
      return {
        work: toView(work),
        description: manifest.body.credits.description ?? null,
        ...soundOf(manifest),
        tracks: tracksOf(node, manifest).map(toView),
        releases: releasesWith(node, manifest).map(toView),
      }
    },
    async artist({ address }) {
      const artist = catalogue.artist(address)
      if (artist === undefined) {
        throw new BuskerError(
          'CATALOGUE_UNKNOWN',
          'Nothing is known of this artist yet. Try again in a moment.',
        )
      }
      const { name, about } = artist
      const works = catalogue.worksOf(address).map(toView)
      return { address, name, about, works, changedAt: catalogue.head(address)?.body.time ?? null }
    },
  }
}

/** Shows works as they stand to this node's owner: made, or owned, or neither. */
export function workViewMapper(
  node: Pick<BuskerNode, 'catalogue' | 'access' | 'options'>,
): (work: WorkSummary) => WorkView {
  const self = node.options.keys.identity.body.account
  return (work) => toWorkView(work, { isOwn: work.artist === self, isOwned: isOwned(node, work) })
}

/** The work a label means. @throws BuskerError `CATALOGUE_UNKNOWN` */
export function requireWork(
  node: Pick<BuskerNode, 'catalogue'>,
  label: Label,
  artist?: Address,
): WorkSummary {
  const { kind, id } = fromLabel(label)
  const work = node.catalogue.work(kind, id)
  if (work === undefined || (artist !== undefined && work.artist !== artist)) throw unknownWork()
  return work
}

function unknownWork(): BuskerError {
  return new BuskerError('CATALOGUE_UNKNOWN', 'No artist you know of offers this. Search again in a moment.')
}

/** A track's own manifest need not be read: lists are long, and manifests are. */
function isOwned(
  { catalogue, access }: Pick<BuskerNode, 'catalogue' | 'access'>,
  work: WorkSummary,
): boolean {
  if (work.kind === 'track') {
    const known = catalogue.describe(work.manifest)
    return known !== undefined && ownedKey(access, known) !== undefined
  }
  const manifest = catalogue.manifest(work.manifest)
  return (
    manifest?.kind === 'release' &&
    manifest.body.tracks.every((track) => ownedKey(access, track) !== undefined)
  )
}

function soundOf(manifest: Manifest): Pick<WorkDetail, 'waveform' | 'renditions'> {
  if (manifest.kind === 'release') return { waveform: '', renditions: [] }
  const { waveform, renditions } = manifest.body
  return {
    waveform: Buffer.from(waveform).toString('base64'),
    renditions: renditions.map(({ name, codec, sampleRate, channels, bitrate, segments }) => ({
      name,
      codec,
      sampleRate,
      channels,
      bitrate,
      bytes: segments.reduce((sum, { size }) => sum + size, 0),
    })),
  }
}

/** A release's tracks, in the editions it holds. */
function tracksOf({ catalogue }: Pick<BuskerNode, 'catalogue'>, manifest: Manifest): WorkSummary[] {
  if (manifest.kind === 'track') return []
  return manifest.body.tracks.flatMap((track) => {
    const known = catalogue.manifest(track.manifest.toString() as CidText)
    return known === undefined ? [] : [summariseManifest(known)]
  })
}

function releasesWith({ catalogue }: Pick<BuskerNode, 'catalogue'>, manifest: Manifest): WorkSummary[] {
  if (manifest.kind === 'release') return []
  const { id, artist } = manifest.body
  return catalogue
    .worksOf(artist)
    .filter(({ kind }) => kind === 'release')
    .filter((release) => {
      const held = catalogue.manifest(release.manifest)
      return held?.kind === 'release' && held.body.tracks.some((track) => track.id === id)
    })
}

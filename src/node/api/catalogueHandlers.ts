import type { ApiHandlers } from '../../shared/api/define.ts'
import type { NodeApi, WorkView } from '../../shared/api/node.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type Address, fromLabel, type Label } from '../../shared/ids.ts'
import type { Manifest, WorkSummary } from '../catalogue/work.ts'
import type { Node } from '../createNode.ts'
import { ownedKey } from '../access/ownedKey.ts'
import { viewWork } from './views.ts'

type Methods = Pick<ApiHandlers<NodeApi>, 'publish' | 'search' | 'works'>

export function catalogueHandlers(node: Node): Methods {
  const { catalogue, creator } = node
  const self = node.options.keys.identity.body.account
  const view = (work: WorkSummary): WorkView =>
    viewWork(work, { isOwn: work.artist === self, isOwned: isOwned(node, work) })

  return {
    async publish({ file, price, ...edits }, { signal, report }) {
      const manifest = await creator.publish(
        { file, price, edits },
        { signal, onStep: (step, fraction) => report({ step, fraction }) },
      )
      const work = catalogue.work('track', manifest.body.id)
      if (work === undefined) throw new Error('A published track is not in its own catalogue.')
      return view(work)
    },
    search: async ({ text, limit }) => catalogue.search(text, { limit, offset: 0 }).map(view),
    async works({ owner }) {
      if (owner === 'self') return catalogue.worksOf(self).map(view)
      return node.market.buyer.purchases
        .list()
        .filter(({ state }) => state === 'joined' || state === 'owned')
        .flatMap(({ label }) => {
          const { kind, id } = fromLabel(label)
          const work = catalogue.work(kind, id)
          return work === undefined ? [] : [view(work)]
        })
    },
  }
}

/** The work a label means. @throws BuskerError `CATALOGUE_UNKNOWN` */
export function workOf(node: Node, label: Label, artist?: Address): WorkSummary {
  const { kind, id } = fromLabel(label)
  const work = node.catalogue.work(kind, id)
  if (work === undefined || (artist !== undefined && work.artist !== artist)) {
    throw new BuskerError('CATALOGUE_UNKNOWN', 'No artist you know of offers this. Search again in a moment.')
  }
  return work
}

function isOwned(node: Node, work: WorkSummary): boolean {
  const manifest = node.catalogue.manifest(work.manifest)
  return (
    manifest !== undefined && tracksOf(manifest).every((track) => ownedKey(node.access, track) !== undefined)
  )
}

function tracksOf(manifest: Manifest) {
  if (manifest.kind === 'release') return manifest.body.tracks
  const { id, edition, commitment } = manifest.body
  return [{ id, edition, commitment }]
}

import { keysOfRelease } from '../../protocol/manifest.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type Address, fromLabel } from '../../shared/ids.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { Manifest } from '../catalogue/work.ts'
import type { Work, WorkResolver } from './workResolver.ts'

/** What orders need to know of works, from the catalogue. */
export function createWorkResolver(catalogue: CatalogueService, self: Address): WorkResolver {
  return {
    onSale(label) {
      const { kind, id } = fromLabel(label)
      const summary = catalogue.work(kind, id)
      if (summary === undefined || !summary.listed || summary.artist !== self) return undefined
      const manifest = catalogue.manifest(summary.manifest)
      return manifest?.body.capsule.label === label ? toWork(manifest) : undefined
    },
    published(cid) {
      const manifest = catalogue.manifest(cid)
      return manifest?.body.artist === self ? toWork(manifest) : undefined
    },
    async byManifest({ manifest: cid, label, artist }) {
      const peer = catalogue.artist(artist)?.peer
      const { kind } = fromLabel(label)
      const work = toWork(await catalogue.fetchManifest(kind, cid, peer === undefined ? [] : [peer]))
      if (work.label === label && work.artist === artist) return work
      throw new BuskerError('ORDER_MANIFEST_WRONG', 'The manifest is not of the work that was asked for.')
    },
    isKnown({ manifest: cid, label, artist }) {
      const body = catalogue.manifest(cid)?.body
      return catalogue.artist(artist) !== undefined && body?.artist === artist && body.capsule.label === label
    },
    artist: (account) => catalogue.artist(account)?.identity,
  }
}

function toWork({ cid, ...manifest }: Manifest): Work {
  const { body } = manifest
  return {
    label: body.capsule.label,
    manifest: cid,
    artist: body.artist,
    title: body.credits.title,
    price: body.price,
    capsule: body.capsule,
    tracks:
      manifest.kind === 'track'
        ? [{ id: body.id, edition: body.edition, commitment: manifest.body.commitment }]
        : keysOfRelease(manifest.body),
  }
}

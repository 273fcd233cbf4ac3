import type { Blocks } from '../../ipfs/peer.ts'
import {
  type Catalogue,
  catalogue as catalogueSchema,
  head as headSchema,
  type SignedHead,
  signedCatalogue,
  signedHead,
} from '../../protocol/catalogue.ts'
import { encode } from '../../protocol/codec.ts'
import { comingWorkOf } from '../../protocol/comingWork.ts'
import type { SignedIdentity } from '../../protocol/identity.ts'
import {
  type Artwork,
  type SignedReleaseManifest,
  signedReleaseManifest,
  type SignedTrackManifest,
  signedTrackManifest,
} from '../../protocol/manifest.ts'
import { type SigningAccount, sign } from '../../protocol/signed.ts'
import { CID } from 'multiformats/cid'
import type { CidText, WorkId, WorkKind } from '../../shared/ids.ts'
import type { ProfileLink } from '../../shared/profile.ts'
import type { ArtistProfile } from './artistProfile.ts'
import type { HeadRecord } from './headRecords.ts'
import type { Manifest } from './work.ts'

/** Who publishes. */
export interface Publisher {
  readonly account: SigningAccount
  readonly identity: SignedIdentity
}

/** What changes in one's own catalogue; what is left out stays as it is. */
export interface CatalogueChange {
  readonly name?: string
  readonly about?: string
  readonly place?: string
  readonly links?: readonly ProfileLink[]
  /** Null takes it away. */
  readonly picture?: Artwork | null
  readonly header?: Artwork | null
  readonly tracks?: readonly SignedTrackManifest[]
  readonly releases?: readonly SignedReleaseManifest[]
  /** All that is announced from now on, as it is signed; left out: what was, without what is on sale by now. */
  readonly coming?: readonly Uint8Array[]
  /** No longer offered. Who bought them keeps them. */
  readonly withdraw?: readonly { readonly kind: WorkKind; readonly id: WorkId }[]
}

/** What one's catalogue said so far. */
export interface PublishedState extends ArtistProfile {
  readonly coming: readonly Uint8Array[]
  readonly works: Catalogue['works']
}

/** Stores the manifests of a change as blocks. */
export async function putManifests(
  blocks: Pick<Blocks, 'put'>,
  change: CatalogueChange,
): Promise<Manifest[]> {
  const put = async (bytes: Uint8Array) => {
    const cid = (await blocks.put(bytes, 'dag-cbor')).toString() as CidText
    return { cid, bytes }
  }
  const tracks = (change.tracks ?? []).map(async (signed): Promise<Manifest> => {
    return { kind: 'track', ...(await put(encode(signedTrackManifest, signed))), body: signed.body }
  })
  const releases = (change.releases ?? []).map(async (signed): Promise<Manifest> => {
    return { kind: 'release', ...(await put(encode(signedReleaseManifest, signed))), body: signed.body }
  })
  return Promise.all([...tracks, ...releases])
}

/** The catalogue after a change. */
export function applyChange(
  before: PublishedState,
  publisher: Publisher,
  change: CatalogueChange,
  manifests: readonly Manifest[],
): Catalogue {
  const removed = new Set(
    [...(change.withdraw ?? []), ...manifests.map(({ kind, body }) => ({ kind, id: body.id }))].map(workKey),
  )
  const added = manifests.map(({ kind, cid, body }) => {
    return { kind, id: body.id, edition: body.edition, manifest: CID.parse(cid) }
  })
  const { name, about, place, links, picture, header, coming } = {
    ...before,
    ...change,
  }
  const works = [...before.works.filter((work) => !removed.has(workKey(work))), ...added]
  const offered = new Set(works.map(workKey))
  const ahead = coming.filter((bytes) => !offered.has(workKey(comingWorkOf(bytes))))
  return {
    v: 1,
    artist: publisher.identity,
    name,
    ...(about !== null && about !== '' && { about }),
    ...(place !== null && place !== '' && { place }),
    ...(links.length > 0 && { links: [...links] }),
    ...(picture !== null && { picture }),
    ...(header !== null && { header }),
    works,
    ...(ahead.length > 0 && { coming: ahead }),
  }
}

/** Signs a catalogue and stores it as a block. */
export async function putCatalogue(
  blocks: Pick<Blocks, 'put'>,
  catalogue: Catalogue,
  { account }: Publisher,
): Promise<CID> {
  const signed = await sign('catalogue', catalogueSchema, catalogue, account)
  return blocks.put(encode(signedCatalogue, signed), 'dag-cbor')
}

/** Signs the head after `previous`. Its number is greater than any before, on whatever machine that was. */
export async function nextHead(
  catalogue: CID,
  previous: HeadRecord | undefined,
  publisher: Publisher,
  now: number,
): Promise<{ head: SignedHead; bytes: Uint8Array }> {
  const head = await sign(
    'head',
    headSchema,
    {
      v: 1,
      artist: publisher.identity.body.account,
      number: Math.max((previous?.number ?? 0) + 1, now),
      catalogue,
      previous: previous === undefined ? null : CID.parse(previous.catalogue),
      time: now,
    },
    publisher.account,
  )
  return { head, bytes: encode(signedHead, head) }
}

function workKey({ kind, id }: { readonly kind: WorkKind; readonly id: WorkId }): string {
  return `${kind}/${id}`
}

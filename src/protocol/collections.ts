import { z } from 'zod'
import { BuskerError } from '../shared/errors.ts'
import { address, type Address, workId, type WorkId, type WorkKind } from '../shared/ids.ts'
import { line } from '../shared/text.ts'
import { decode, encode } from './codec.ts'
import { accountSignature, time } from './fields.ts'
import { signedIdentity } from './identity.ts'
import { isWorkOf } from './manifest.ts'
import { defineProtocol } from './rpc.ts'
import { type Signed, sign, type SigningAccount, signedSchema, verify } from './signed.ts'

/** Works of one collection; those bought last where there are more. */
export const collectionMaxWorks = 100
/** A collection is shown for so long after it was signed, ms: one that was taken back can't be shown to anybody later. */
export const collectionLifetimeMs = 30 * 24 * 3600_000
export const collectionMaxBytes = 40 * 1024

const workKind = z.enum(['track', 'release'])

/**
 * What an artist says of a work: it was bought of them by whoever has this collection. Neither who that is, nor when it was,
 * nor for how much.
 */
export const boughtStatement = z.strictObject({
  v: z.literal(1),
  artist: address,
  kind: workKind,
  id: workId,
  /** The account of a collection, which is nobody's account for money. */
  collection: address,
})
export type BoughtStatement = z.output<typeof boughtStatement>
export const signedBoughtStatement = signedSchema(boughtStatement)
export type SignedBoughtStatement = z.output<typeof signedBoughtStatement>

/** A work in a collection, with the artist's signature under its {@link boughtStatement}. */
export const collectedWork = z.strictObject({
  artist: address,
  kind: workKind,
  id: workId,
  proof: accountSignature,
})
export type CollectedWork = z.output<typeof collectedWork>

/** What somebody shows that they bought. Without works it takes back what was shown before. */
export const collection = z.strictObject({
  v: z.literal(1),
  account: address,
  /** The one at which it is shown, by its account for payments: nobody can show it at another. */
  hub: address,
  /** Counts up: an older one is never accepted again. */
  number: z.int().positive(),
  /** Afterwards it is not to be shown any more. */
  until: time,
  /** As whoever owns it wants to be called; left out where nothing is shown. */
  name: line(80).optional(),
  works: z.array(collectedWork).max(collectionMaxWorks),
})
export type Collection = z.output<typeof collection>
export const signedCollection = signedSchema(collection)
export type SignedCollection = z.output<typeof signedCollection>

/** Collections of one answer. */
export const shownMaxCollections = 12
/** Works of one answer. */
export const alsoBoughtMaxWorks = 8

/** Collections, at a hub. Nothing it answers is believed: every work stands in collections that whoever asks can verify. */
export const collectionsProtocol = defineProtocol('/busker/collections/1', {
  /** Keeps a collection in the place of the one before, one for each account with a channel; nobody hears whose it is. */
  keep: {
    input: z.strictObject({ identity: signedIdentity, collection: signedCollection }),
    output: z.strictObject({ number: z.int() }),
    maxBytes: 1024,
    requestMaxBytes: collectionMaxBytes + 4096,
  },
  /** What those who show this work also show, by other artists, the most frequent first; and collections that show it. */
  alsoBought: {
    input: z.strictObject({ kind: workKind, id: workId }),
    output: z.strictObject({
      works: z.array(z.strictObject({ kind: workKind, id: workId })).max(alsoBoughtMaxWorks),
      collections: z.array(signedCollection).max(shownMaxCollections),
    }),
    maxBytes: shownMaxCollections * collectionMaxBytes + 4096,
    requestMaxBytes: 256,
  },
})

/** Signs a statement as the artist. */
export async function signBought(
  work: Omit<BoughtStatement, 'v'>,
  account: SigningAccount,
): Promise<SignedBoughtStatement> {
  return sign('bought', boughtStatement, { v: 1, ...work }, account)
}

/** Signs a collection with its own key. @throws BuskerError `PROTOCOL_MALFORMED` where it is too large */
export async function signCollection(
  body: Omit<Collection, 'v'>,
  account: SigningAccount,
): Promise<SignedCollection> {
  return sign('collection', collection, { v: 1, ...body }, account)
}

/**
 * Checks that a collection is its owner's. What it shows is checked by {@link verifyCollected}.
 *
 * @throws BuskerError `PROTOCOL_FORGED`, `PROTOCOL_MALFORMED`
 */
export async function verifyCollection(signed: SignedCollection): Promise<void> {
  const { body, signer } = signed
  if (signer !== body.account) {
    throw new BuskerError('PROTOCOL_FORGED', 'A collection was signed by another key than its own.')
  }
  const names = body.works.map(({ kind, id }) => `${kind}/${id}`)
  if (new Set(names).size < names.length) {
    throw new BuskerError('PROTOCOL_MALFORMED', 'A collection shows a work twice.')
  }
  await verify('collection', collection, signed)
}

/**
 * Checks that the artist of a work, and nobody else, says that it was bought for this collection.
 *
 * @throws BuskerError `PROTOCOL_FORGED`
 */
export async function verifyCollected(
  { artist, kind, id, proof }: CollectedWork,
  account: Address,
): Promise<void> {
  if (!isWorkOf(id, artist)) {
    throw new BuskerError('PROTOCOL_FORGED', 'A collection shows a work as somebody else’s.')
  }
  const statement: Signed<BoughtStatement> = {
    body: { v: 1, artist, kind, id, collection: account },
    signer: artist,
    signature: proof as `0x${string}`,
  }
  await verify('bought', boughtStatement, statement)
}

/** What a collection shows of a work; undefined where it does not. */
export function findCollected(
  { works }: Pick<Collection, 'works'>,
  kind: WorkKind,
  id: WorkId,
): CollectedWork | undefined {
  return works.find((work) => work.kind === kind && work.id === id)
}

/** @throws BuskerError `PROTOCOL_…` */
export function decodeCollection(bytes: Uint8Array): SignedCollection {
  return decode(signedCollection, bytes, collectionMaxBytes)
}

export function encodeCollection(signed: SignedCollection): Uint8Array {
  return encode(signedCollection, signed)
}

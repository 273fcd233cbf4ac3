import { z } from 'zod'
import type { Brand } from './brand.ts'

/** An Ethereum address: 0x and 40 hexadecimal digits, always in lower case here. */
export type Address = Brand<`0x${string}`, 'Address'>
/** 32 bytes: 0x and 64 hexadecimal digits in lower case. */
export type Hex32 = Brand<`0x${string}`, 'Hex32'>
/** SHA-256 of a payment's secret; Raiden's lock. */
export type SecretHash = Brand<Hex32, 'SecretHash'>
/** What opens a lock: 32 bytes only the seller has until it is released. */
export type Secret = Brand<Hex32, 'Secret'>
/** An order, on both sides; chosen by the seller. */
export type OrderId = Brand<Hex32, 'OrderId'>
/** A track or a release: 32 hexadecimal digits, chosen at random by the artist's node. */
export type WorkId = Brand<string, 'WorkId'>
/** A policy: 32 hexadecimal digits, chosen at random for every grant. */
export type PolicyId = Brand<string, 'PolicyId'>
/** A libp2p peer id in its text form. */
export type PeerIdText = Brand<string, 'PeerIdText'>
/** A CID in its text form (version 1, base32). */
export type CidText = Brand<string, 'CidText'>
/** What a policy opens: `track/<id>/<edition>` or `release/<id>/<edition>`. */
export type Label = Brand<string, 'Label'>
/** Whom or what somebody complains of: an artist by address, or a work in all its editions: `track/<id>`, `release/<id>`. */
export type CatalogueSubject = Brand<string, 'CatalogueSubject'>

const hex = (bytes: number) => new RegExp(`^0x[0-9a-f]{${bytes * 2}}$`)

/** Bytes of any length: 0x and pairs of hexadecimal digits in lower case. */
export const hexText = branded<`0x${string}`>(/^0x([0-9a-f]{2})*$/)
export const address = branded<Address>(hex(20), 'must be an address: 0x and 40 hexadecimal digits')
export const hex32 = branded<Hex32>(hex(32))
export const secretHash = branded<SecretHash>(hex(32))
export const secret = branded<Secret>(hex(32))
export const orderId = branded<OrderId>(hex(32))
export const workId = branded<WorkId>(/^[0-9a-f]{32}$/)
export const policyId = branded<PolicyId>(/^[0-9a-f]{32}$/)
export const peerIdText = branded<PeerIdText>(/^[1-9A-HJ-NP-Za-km-z]{32,64}$/)
export const cidText = branded<CidText>(/^b[a-z2-7]{20,120}$/)
export const label = branded<Label>(/^(track|release)\/[0-9a-f]{32}\/[1-9]\d{0,8}$/)

/**
 * What can be played and put into lists here: a work's label, or `file/<id>/1` for a file that lies in a watched folder. No other
 * schema takes the second: nothing of such a file can be asked of another machine, or told to one.
 */
export const heardLabel = branded<Label>(
  /^((track|release)\/[0-9a-f]{32}\/[1-9]\d{0,8}|file\/[0-9a-f]{32}\/1)$/,
)

export const catalogueSubject = branded<CatalogueSubject>(
  /^(0x[0-9a-f]{40}|(track|release)\/[0-9a-f]{32})$/,
  'must be an address, or track/… or release/… with the id of a work',
)

export type WorkKind = 'track' | 'release'

/** @param edition counts from 1; a new encoding is a new edition, with a new label and a new content key */
export function toLabel(kind: WorkKind, id: WorkId, edition: number): Label {
  return label.parse(`${kind}/${id}/${edition}`)
}

/** Takes a label apart again. */
export function fromLabel(text: Label): { kind: WorkKind; id: WorkId; edition: number } {
  const [kind, id, edition] = text.split('/')
  return { kind: kind as WorkKind, id: id as WorkId, edition: Number(edition) }
}

/** What a file in a watched folder is called in lists and to the player. */
export function toFileLabel(id: WorkId): Label {
  return heardLabel.parse(`file/${id}/1`)
}

/** It names a file of this machine, and no work. */
export function isFileLabel(text: Label): boolean {
  return text.startsWith('file/')
}

/** All of an artist. */
export function subjectOfArtist(artist: Address): CatalogueSubject {
  return catalogueSubject.parse(artist)
}

/** The work of a label, whatever its edition. */
export function subjectOfWork(kind: WorkKind, id: WorkId): CatalogueSubject {
  return catalogueSubject.parse(`${kind}/${id}`)
}

/** An address in any case, as libraries return them, in the one form used here. */
export function toAddress(text: string): Address {
  return address.parse(text.toLowerCase())
}

function branded<T extends string>(pattern: RegExp, error = `must match ${pattern.source}`) {
  return z.custom<T>((value) => typeof value === 'string' && pattern.test(value), { error })
}

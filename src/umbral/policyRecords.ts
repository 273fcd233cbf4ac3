import { sha256 } from '@noble/hashes/sha2.js'
import {
  announcementMaxMs,
  type PolicyStatement,
  policyStatement,
  type Revocation,
  revocation,
  type SignedRevocation,
  type SignedStatement,
  type SignedUrsulaRecord,
  type SignedUrsulaAnnouncement,
  type UrsulaAnnouncement,
  ursulaAnnouncement,
  type UrsulaRecord,
  ursulaRecord,
} from '../protocol/policy.ts'
import { type Acknowledgement, acknowledgement, type SignedAcknowledgement } from '../protocol/ursula.ts'
import { BuskerError } from '../shared/errors.ts'
import { signRecord, verifyRecord } from './records.ts'

/** @param verifyingSeed the publisher's */
export function signStatement(body: PolicyStatement, verifyingSeed: Uint8Array): Promise<SignedStatement> {
  return signRecord('statement', policyStatement, body, verifyingSeed)
}

/** @throws BuskerError `POLICY_FORGED` unless the publisher it names signed it */
export function verifyStatement(signed: SignedStatement): Promise<void> {
  return verifyRecord('statement', policyStatement, signed, signed.body.publisher)
}

/** @param verifyingSeed the publisher's */
export function signRevocation(body: Revocation, verifyingSeed: Uint8Array): Promise<SignedRevocation> {
  return signRecord('revocation', revocation, body, verifyingSeed)
}

/** @throws BuskerError `POLICY_FORGED` unless the publisher it names signed it */
export function verifyRevocation(signed: SignedRevocation): Promise<void> {
  return verifyRecord('revocation', revocation, signed, signed.body.publisher)
}

/** @param verifyingSeed the Ursula's */
export function signAcknowledgement(
  body: Acknowledgement,
  verifyingSeed: Uint8Array,
): Promise<SignedAcknowledgement> {
  return signRecord('acknowledgement', acknowledgement, body, verifyingSeed)
}

/** @throws BuskerError `POLICY_FORGED` unless the Ursula of that key signed it */
export function verifyAcknowledgement(
  signed: SignedAcknowledgement,
  verifyingKey: Uint8Array,
): Promise<void> {
  return verifyRecord('acknowledgement', acknowledgement, signed, verifyingKey)
}

/** @param verifyingSeed the Ursula's */
export function signUrsulaRecord(body: UrsulaRecord, verifyingSeed: Uint8Array): Promise<SignedUrsulaRecord> {
  return signRecord('ursula', ursulaRecord, body, verifyingSeed)
}

/** @throws BuskerError `POLICY_FORGED` unless the Ursula signed it and its address is that of its key */
export async function verifyUrsulaRecord(signed: SignedUrsulaRecord): Promise<void> {
  const { address, verifyingKey } = signed.body
  if (Buffer.compare(address, ursulaAddress(verifyingKey)) !== 0) {
    throw new BuskerError('POLICY_FORGED', 'An Ursula claims an address that is not of its key.')
  }
  await verifyRecord('ursula', ursulaRecord, signed, verifyingKey)
}

/** @param verifyingSeed the Ursula's */
export function signUrsulaAnnouncement(
  body: UrsulaAnnouncement,
  verifyingSeed: Uint8Array,
): Promise<SignedUrsulaAnnouncement> {
  return signRecord('announcement', ursulaAnnouncement, body, verifyingSeed)
}

/**
 * Checks that an Ursula has said this of herself, and that it holds now. Whether she has said something newer since is for whoever
 * remembers it.
 *
 * @param now ms since the epoch
 * @throws BuskerError `POLICY_FORGED`, `URSULA_ANNOUNCEMENT_EXPIRED`
 */
export async function verifyUrsulaAnnouncement(signed: SignedUrsulaAnnouncement, now: number): Promise<void> {
  const { record, issuedAt, until } = signed.body
  await verifyUrsulaRecord(record)
  await verifyRecord('announcement', ursulaAnnouncement, signed, record.body.verifyingKey)
  if (until <= issuedAt || until - issuedAt > announcementMaxMs || issuedAt > now + clockToleranceMs) {
    throw new BuskerError('POLICY_FORGED', 'An Ursula announces herself for a time that can not be.')
  }
  if (until > now) return
  throw new BuskerError(
    'URSULA_ANNOUNCEMENT_EXPIRED',
    'An Ursula was announced by what she said long ago. She has to be asked again.',
  )
}

/** How far the clocks of an Ursula and of whoever asks may be apart, ms. */
const clockToleranceMs = 15 * 60_000

/** The 20 bytes an Ursula is called by in treasure maps: nobody else can claim them. */
export function ursulaAddress(verifyingKey: Uint8Array): Uint8Array {
  return sha256(verifyingKey).slice(0, 20)
}

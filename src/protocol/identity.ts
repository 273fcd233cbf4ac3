import { z } from 'zod'
import { BuskerError } from '../shared/errors.ts'
import { address, peerIdText } from '../shared/ids.ts'
import { publicKey, time } from './fields.ts'
import { type SigningAccount, type Signed, sign, signedSchema, verify } from './signed.ts'

/** Links a person's keys: the Ethereum account that signs this owns the peer and both NuCypher keys. */
export const identityRecord = z.strictObject({
  v: z.literal(1),
  account: address,
  peer: peerIdText,
  verifyingKey: publicKey,
  receivingKey: publicKey,
  issuedAt: time,
})
export type IdentityRecord = z.output<typeof identityRecord>

export const signedIdentity = signedSchema(identityRecord)
export type SignedIdentity = Signed<IdentityRecord>

export const identityMaxBytes = 1024

export function signIdentity(body: IdentityRecord, account: SigningAccount): Promise<SignedIdentity> {
  return sign('identity', identityRecord, body, account)
}

/** @throws BuskerError `PROTOCOL_FORGED` unless the account named in the record signed it */
export async function verifyIdentity(record: SignedIdentity): Promise<void> {
  if (record.signer !== record.body.account) {
    throw new BuskerError('PROTOCOL_FORGED', 'An identity record was signed by another account than its own.')
  }
  await verify('identity', identityRecord, record)
}

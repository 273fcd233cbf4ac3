import { recoverTypedDataAddress, type LocalAccount } from 'viem'
import { z } from 'zod'
import { BuskerError } from '../shared/errors.ts'
import { address, type Address, toAddress } from '../shared/ids.ts'
import { decodeWithBody, digest, encode } from './codec.ts'
import { accountSignature } from './fields.ts'

/** The one thing of an Ethereum account that signing needs. */
export type SigningAccount = Pick<LocalAccount, 'address' | 'signTypedData'>

/** The kinds of record an account signs; the kind is signed too, so that one can't be passed off as another. */
export type SignedKind =
  | 'identity'
  | 'track'
  | 'release'
  | 'catalogue'
  | 'head'
  | 'lease'
  | 'lease-takeover'
  | 'ursula'
  | 'snapshot'
  | 'tower'
  | 'tower-acknowledgement'
  | 'blocklist'
  | 'report'
  | 'greeting'
  | 'thanks'
  | 'dedication'
  | 'pairing'
  | 'name-claim'
  | 'coming'
  | 'bought'
  | 'collection'

/** A record, who signed it, and the signature: the form of every public record. */
export interface Signed<T> {
  readonly body: T
  readonly signer: Address
  readonly signature: `0x${string}`
}

const types = {
  Record: [
    { name: 'kind', type: 'string' },
    { name: 'digest', type: 'bytes32' },
  ],
} as const

const domain = { name: 'Busker', version: '1' } as const

/** The schema of a signed record with this body. */
export function signedSchema<S extends z.ZodType>(body: S) {
  return z.strictObject({ body, signer: address, signature: accountSignature })
}

/** Signs `body` (EIP-712; the digest is SHA-256 over its DAG-CBOR form, which is canonical). */
export async function sign<S extends z.ZodType>(
  kind: SignedKind,
  schema: S,
  body: z.output<S>,
  account: SigningAccount,
): Promise<Signed<z.output<S>>> {
  const signature = await account.signTypedData({
    domain,
    types,
    primaryType: 'Record',
    message: { kind, digest: digest(encode(schema, body)) },
  })
  return { body, signer: toAddress(account.address), signature }
}

/**
 * Checks that `record.signer` signed `record.body` as a record of this kind.
 *
 * @throws BuskerError `PROTOCOL_FORGED`
 */
export async function verify<S extends z.ZodType>(
  kind: SignedKind,
  schema: S,
  record: Signed<z.output<S>>,
): Promise<void> {
  await verifyBody(kind, record, encode(schema, record.body))
}

/**
 * Reads a record that somebody signed: the signature is checked over what was sent, the text in it is cleaned.
 *
 * @throws BuskerError `PROTOCOL_TOO_LARGE`, `PROTOCOL_MALFORMED`, `PROTOCOL_NEWER`, `PROTOCOL_FORGED`
 */
export async function decodeSigned<S extends z.ZodType>(
  kind: SignedKind,
  schema: S,
  bytes: Uint8Array,
  maxBytes: number,
): Promise<Signed<z.output<S>>> {
  const decoded = decodeWithBody(signedSchema(schema), bytes, maxBytes)
  const record = decoded.record as Signed<z.output<S>>
  await verifyBody(kind, record, decoded.sentBody)
  return record
}

async function verifyBody(
  kind: SignedKind,
  record: Pick<Signed<unknown>, 'signer' | 'signature'>,
  body: Uint8Array,
): Promise<void> {
  const signer = await recover({
    domain,
    types,
    primaryType: 'Record',
    message: { kind, digest: digest(body) },
    signature: record.signature,
  })
  if (signer !== record.signer) {
    throw new BuskerError('PROTOCOL_FORGED', `A ${kind} record was not signed by the account it names.`)
  }
}

/** The account that made an EIP-712 signature, or undefined where the signature is none at all. */
export async function recover(
  parameters: Parameters<typeof recoverTypedDataAddress>[0],
): Promise<Address | undefined> {
  try {
    return toAddress(await recoverTypedDataAddress(parameters))
  } catch {
    return undefined
  }
}

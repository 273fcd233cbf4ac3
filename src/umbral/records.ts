import type { z } from 'zod'
import { encode } from '../protocol/codec.ts'
import { BuskerError } from '../shared/errors.ts'
import { signMessage, verifyMessage } from './keys.ts'

/** The kinds of record a verifying key signs; the kind is signed too, so that one can't be passed off as another. */
export type RecordKind = 'statement' | 'revocation' | 'acknowledgement' | 'ursula' | 'announcement'

/** A record and its NuCypher signature. */
export interface SignedRecord<T> {
  readonly body: T
  readonly signature: Uint8Array
}

/** Signs `busker/<kind>/1`, a zero byte, and the DAG-CBOR form of `body`, which is canonical. */
export async function signRecord<S extends z.ZodType>(
  kind: RecordKind,
  schema: S,
  body: z.output<S>,
  verifyingSeed: Uint8Array,
): Promise<{ body: z.output<S>; signature: Uint8Array }> {
  return { body, signature: await signMessage(verifyingSeed, recordBytes(kind, schema, body)) }
}

/** @throws BuskerError `POLICY_FORGED` unless the owner of `verifyingKey` signed `record` as one of this kind */
export async function verifyRecord<S extends z.ZodType>(
  kind: RecordKind,
  schema: S,
  record: SignedRecord<z.output<S>>,
  verifyingKey: Uint8Array,
): Promise<void> {
  if (!(await verifyMessage(verifyingKey, recordBytes(kind, schema, record.body), record.signature))) {
    throw new BuskerError('POLICY_FORGED', `The ${kind} was not signed by the key it names.`)
  }
}

function recordBytes<S extends z.ZodType>(kind: RecordKind, schema: S, body: z.output<S>): Uint8Array {
  return Buffer.concat([new TextEncoder().encode(`busker/${kind}/1\0`), encode(schema, body)])
}

import { z } from 'zod'
import { BuskerError } from '../shared/errors.ts'
import { type Address, catalogueSubject, hex32, type Hex32 } from '../shared/ids.ts'
import { line } from '../shared/text.ts'
import { digest, encode } from './codec.ts'
import { time } from './fields.ts'
import { defineProtocol } from './rpc.ts'
import { type Signed, sign, signedSchema, type SigningAccount, verify } from './signed.ts'

/** Characters of a reason, as people count them. */
export const blockReasonMaxLength = 300
/** Records of one answer. */
export const blocklistPageMaxRecords = 32
/** Subjects asked after at once. */
export const blocklistMaxSubjects = 16

/**
 * One act of a hub's operator: to hide an artist or a work from what the hub finds and lists, or to take that back. Each names
 * the one before it, so that none can be changed, left out or put in afterwards without it being seen.
 */
export const blocklistRecord = z.strictObject({
  v: z.literal(1),
  /** Counts from 1. */
  number: z.int().positive(),
  /** SHA-256 of the body of the record before; null for the first. */
  previous: hex32.nullable(),
  act: z.enum(['block', 'unblock']),
  subject: catalogueSubject,
  reason: line(blockReasonMaxLength),
  time,
})
export type BlocklistRecord = z.output<typeof blocklistRecord>
export const signedBlocklistRecord = signedSchema(blocklistRecord)
export type SignedBlocklistRecord = Signed<BlocklistRecord>

export const blocklistRecordMaxBytes = 8192

export function signBlocklistRecord(
  body: BlocklistRecord,
  account: SigningAccount,
): Promise<SignedBlocklistRecord> {
  return sign('blocklist', blocklistRecord, body, account)
}

/** What the next record names as the one before it. */
export function blocklistDigest(body: BlocklistRecord): Hex32 {
  return digest(encode(blocklistRecord, body))
}

/**
 * Checks that a hub's account signed a record.
 *
 * @throws BuskerError `PROTOCOL_FORGED`
 */
export async function verifyBlocklistRecord(record: SignedBlocklistRecord, hub: Address): Promise<void> {
  if (record.signer !== hub) {
    throw new BuskerError(
      'PROTOCOL_FORGED',
      'A record of a block list was signed by another account than the hub’s.',
    )
  }
  await verify('blocklist', blocklistRecord, record)
}

/** What a hub hides from what it finds and lists, for everybody to read. What is hidden is sold as before. */
export const blocklistProtocol = defineProtocol('/busker/blocklist/1', {
  /** Records in their order, from this number on. */
  records: {
    input: z.strictObject({
      from: z.int().positive(),
      limit: z.int().min(1).max(blocklistPageMaxRecords),
    }),
    output: z.strictObject({
      records: z.array(signedBlocklistRecord).max(blocklistPageMaxRecords),
      /** The number of the newest record; 0 where there is none. */
      newest: z.int().min(0),
    }),
    maxBytes: blocklistPageMaxRecords * blocklistRecordMaxBytes + 1024,
    requestMaxBytes: 256,
  },
  /** The records by which these are hidden now; none for what is not. */
  standing: {
    input: z.strictObject({ subjects: z.array(catalogueSubject).min(1).max(blocklistMaxSubjects) }),
    output: z.strictObject({ records: z.array(signedBlocklistRecord).max(blocklistMaxSubjects) }),
    maxBytes: blocklistMaxSubjects * blocklistRecordMaxBytes + 1024,
    requestMaxBytes: 2048,
  },
})

import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress, constants, gunzip } from 'node:zlib'
import { z } from 'zod'
import { encode } from '../../protocol/codec.ts'
import { type SignedSnapshot, snapshot } from '../../protocol/hub.ts'
import { sign, verify } from '../../protocol/signed.ts'
import { BuskerError, isBuskerError } from '../../shared/errors.ts'
import { address, type Address } from '../../shared/ids.ts'
import type { Keys } from '../keys/keys.ts'
import { open, seal } from '../../process/seal.ts'
import { upToBytes } from '../../protocol/fields.ts'
import { decodeContent, type SnapshotContent } from './snapshotContent.ts'

/** The most a snapshot unpacks to. */
const contentMaxBytes = 512 * 1024 * 1024
/** The most a sealed one has, in a file. A hub keeps less: `snapshotMaxBytes`. */
export const sealedMaxBytes = 256 * 1024 * 1024

/** As {@link snapshot}, without the hub's limit. Signed, the two are the same bytes. */
export const largeSnapshot = snapshot.extend({ sealed: upToBytes(sealedMaxBytes) })

const context = z.strictObject({ purpose: z.literal('busker/snapshot/1'), account: address, number: z.int() })
/** The first byte of what is packed with Brotli. A gzip, as earlier versions made, begins with 0x1f. */
const brotliMark = 0x42
const compress = promisify(brotliCompress)
const decompress = promisify(brotliDecompress)
const gunzipped = promisify(gunzip)

/** What of the keys sealing to oneself needs. */
export type SnapshotKeys = Pick<Keys, 'account' | 'snapshotKey' | 'identity'>

/**
 * Packs, seals and signs a content as snapshot `number`. Account and number are bound to it.
 *
 * @param encoded what `encodeContent` made
 * @param time when it was made, ms
 */
export async function sealSnapshot(
  keys: SnapshotKeys,
  number: number,
  time: number,
  encoded: Uint8Array,
): Promise<SignedSnapshot> {
  const account = keys.identity.body.account
  const sealed = new Uint8Array(seal(keys.snapshotKey, await pack(encoded), contextOf(account, number)))
  return sign('snapshot', largeSnapshot, { v: 1, account, number, time, sealed }, keys.account)
}

/**
 * Checks that a snapshot is one's own and opens it.
 *
 * @throws BuskerError `SNAPSHOT_FOREIGN` (of another identity), `SNAPSHOT_DAMAGED`, `SNAPSHOT_FROM_FUTURE`
 */
export async function openSnapshot(keys: SnapshotKeys, signed: SignedSnapshot): Promise<SnapshotContent> {
  const { account, number, sealed } = signed.body
  const own = keys.identity.body.account
  if (account !== own || signed.signer !== own) {
    throw new BuskerError(
      'SNAPSHOT_FOREIGN',
      `This snapshot belongs to ${account}, and these words to ${own}. Use the words it was made with.`,
    )
  }
  await verify('snapshot', largeSnapshot, signed).catch((cause: unknown) => {
    throw damaged(cause)
  })
  const packed = open(keys.snapshotKey, sealed, contextOf(account, number))
  if (packed === undefined) throw damaged()
  try {
    return decodeContent(await unpack(packed))
  } catch (cause) {
    throw isBuskerError(cause) ? fromFuture(cause) : damaged(cause)
  }
}

/** Brotli looks back over all of it: an address or a hash stands in several tables, far from each other. */
async function pack(content: Uint8Array): Promise<Uint8Array> {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 5,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.byteLength,
  }
  return Buffer.concat([new Uint8Array([brotliMark]), await compress(content, { params })])
}

async function unpack(packed: Uint8Array): Promise<Uint8Array> {
  const limit = { maxOutputLength: contentMaxBytes }
  if (packed[0] === brotliMark) return decompress(packed.subarray(1), limit)
  return gunzipped(packed, limit)
}

function contextOf(account: Address, number: number): Uint8Array {
  return encode(context, { purpose: 'busker/snapshot/1', account, number })
}

function damaged(cause?: unknown): BuskerError {
  return new BuskerError(
    'SNAPSHOT_DAMAGED',
    'This snapshot was damaged. Use the one before it, or the hub’s.',
    { cause },
  )
}

/** We sealed it ourselves, so what has another form was written by another version. */
function fromFuture(cause: BuskerError): BuskerError {
  return new BuskerError('SNAPSHOT_FROM_FUTURE', 'This snapshot was made by a newer Busker. Update Busker.', {
    cause,
  })
}

import { decode, encode } from '../../protocol/codec.ts'
import { head as headSchema, headMaxBytes, type SignedHead, signedHead } from '../../protocol/catalogue.ts'
import { verify } from '../../protocol/signed.ts'
import { isBuskerError } from '../../shared/errors.ts'
import type { Address, PeerIdText } from '../../shared/ids.ts'
import type { HeadRecord, HeadRecords } from './headRecords.ts'
import type { RejectionReason } from './rejections.ts'

export type Admission = { readonly head: HeadRecord } | { readonly refused: RejectionReason }

/**
 * Takes a head in or says why not: too large, not a head, not newer than what is known, not signed by its artist.
 * What contradicts a known head of the same number is kept beside it as proof. The cheap questions come first. One that waits
 * already is due now.
 *
 * @param options.waiting see {@link HeadRecords.makeRoom}
 * @param options.isWanted whose heads are looked at at all; default everybody's
 */
export async function admitHead(
  records: HeadRecords,
  bytes: Uint8Array,
  source: PeerIdText | null,
  {
    now,
    waiting,
    isWanted = () => true,
  }: {
    readonly now: () => number
    readonly waiting: number
    readonly isWanted?: ((artist: Address) => boolean) | undefined
  },
): Promise<Admission> {
  if (bytes.byteLength > headMaxBytes) return { refused: 'oversized' }
  let head: SignedHead
  try {
    head = decode(signedHead, bytes, headMaxBytes)
  } catch (error) {
    if (isBuskerError(error, 'PROTOCOL_MALFORMED')) return { refused: 'malformed' }
    throw error
  }
  if (!isWanted(head.body.artist)) return { refused: 'unwanted' }
  const early = refusalByNumber(records, head)
  if (early === 'replayed') records.makeDue(head.body.artist, now())
  if (early !== undefined && early !== 'equivocating') return { refused: early }
  if (!(await isGenuine(head))) return { refused: 'forged' }
  // Another head may have come in while the signature was checked.
  const late = refusalByNumber(records, head)
  if (late === 'equivocating') {
    const known = records.byNumber(head.body.artist, head.body.number)
    if (known !== undefined) records.keepProof(known, bytes, now())
  }
  if (late !== undefined) return { refused: late }
  if (!records.makeRoom(head.body.artist, waiting)) return { refused: 'excessive' }
  return { head: records.add(head.body, bytes, source) }
}

function refusalByNumber(records: HeadRecords, head: SignedHead): RejectionReason | undefined {
  const { artist, number } = head.body
  const same = records.byNumber(artist, number)
  if (same !== undefined) return isSameHead(same, head) ? 'replayed' : 'equivocating'
  const newest = records.newest(artist)
  return newest !== undefined && newest.number > number ? 'older' : undefined
}

/** By what is signed, not by the signature: one content can be signed in two ways. */
function isSameHead(known: HeadRecord, head: SignedHead): boolean {
  const body = encode(headSchema, decode(signedHead, known.bytes, headMaxBytes).body)
  return Buffer.compare(body, encode(headSchema, head.body)) === 0
}

async function isGenuine(head: SignedHead): Promise<boolean> {
  if (head.signer !== head.body.artist) return false
  try {
    await verify('head', headSchema, head)
    return true
  } catch (error) {
    if (isBuskerError(error, 'PROTOCOL_FORGED')) return false
    throw error
  }
}

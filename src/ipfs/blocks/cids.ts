import { createHash } from 'node:crypto'
import { CID } from 'multiformats/cid'
import { create } from 'multiformats/hashes/digest'
import { BuskerError } from '../../shared/errors.ts'

const codecs = { raw: 0x55, 'dag-cbor': 0x71 } as const
const sha256 = 0x12

/** The CID (version 1, SHA-256) of a block. */
export function cidOf(bytes: Uint8Array, codec: keyof typeof codecs): CID {
  return CID.createV1(codecs[codec], create(sha256, new Uint8Array(hash(bytes))))
}

/** True when `bytes` are the block that `cid` names. */
export function isBlockOf(cid: CID, bytes: Uint8Array): boolean {
  return hash(bytes).equals(cid.multihash.digest)
}

/** @throws BuskerError `IPFS_CID_UNSUPPORTED` for a CID of another hash than SHA-256: it could not be verified here */
export function assertVerifiable(cid: CID): void {
  if (cid.multihash.code === sha256) return
  throw new BuskerError(
    'IPFS_CID_UNSUPPORTED',
    `The block ${cid.toString()} is named by a hash that Busker does not use.`,
  )
}

function hash(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}

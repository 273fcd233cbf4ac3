import { createHash } from 'node:crypto'
import { CID } from 'multiformats/cid'
import { create } from 'multiformats/hashes/digest'
import type { CidText } from '../../shared/ids.ts'

const raw = 0x55
const sha256 = 0x12

/** Names a picture by its bytes, as artwork is named; files of one album often have the same. */
export function coverCid(picture: Uint8Array): CidText {
  const hash = createHash('sha256').update(picture).digest()
  return CID.createV1(raw, create(sha256, new Uint8Array(hash))).toString() as CidText
}

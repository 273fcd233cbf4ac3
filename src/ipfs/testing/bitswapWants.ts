import { randomBytes } from 'node:crypto'
import { cidOf } from '../blocks/cids.ts'
import { frameOf } from './frameOf.ts'
import { field, smallNumber } from './protobuf.ts'

export const bitswap = '/ipfs/bitswap/1.2.0'

/** A message of so many wants of blocks that nobody has, framed; who has them not is to say so. */
export function bitswapWants(count: number): Uint8Array {
  const want = () => {
    const cid = field(1, cidOf(randomBytes(32), 'raw').bytes)
    return field(1, Buffer.concat([cid, smallNumber(2, 1), smallNumber(5, 1)]))
  }
  return frameOf(field(1, Buffer.concat(Array.from({ length: count }, want))))
}

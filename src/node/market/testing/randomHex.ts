import { randomBytes } from 'node:crypto'
import { bytesToHex } from 'viem'
import { hex32, type Hex32 } from '../../../shared/ids.ts'

/** An id, a ticket or a hash that nobody else has. */
export function randomHex(): Hex32 {
  return hex32.parse(bytesToHex(randomBytes(32)))
}

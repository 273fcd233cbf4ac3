import type { ContentKey } from '../../access/access.ts'
import type { Work } from '../workResolver.ts'
import { toAddress } from '../../../shared/ids.ts'

export const token = toAddress(`0x${'11'.repeat(20)}`)
export const tokenNetwork = toAddress(`0x${'22'.repeat(20)}`)
export const hubAddress = toAddress(`0x${'33'.repeat(20)}`)
export const chain = { id: 31337, token, tokenNetwork }
export const fee = 2n
export const startBalance = 1_000n
export const revealTimeoutMs = 10_000
export const lockMs = 30_000

/** A work, and the key that only its artist and its buyers may have. */
export interface WorkFixture {
  readonly work: Work
  readonly key: ContentKey
}

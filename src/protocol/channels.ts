import { z } from 'zod'
import { hex32, hexText, secretHash } from '../shared/ids.ts'
import { amount } from '../shared/money.ts'
import { signedIdentity } from './identity.ts'
import { defineProtocol } from './rpc.ts'

/** What one side of a channel has transferred to the other in all, and what it has locked. */
export const transferred = z.strictObject({ transferred: amount, locked: amount, locksroot: hex32 })
export type Transferred = z.output<typeof transferred>

/** The same, as its payer signed it: Raiden's balance proof (raiden-contracts, TokenNetwork.sol). */
export const balanceProof = transferred.extend({
  nonce: amount,
  additionalHash: hex32,
  signature: hexText,
})
export type BalanceProof = z.output<typeof balanceProof>

/** A payment under way in a channel, as raiden-contracts packs it. */
export const lock = z.strictObject({
  /** Chain time, seconds. */
  expiration: amount,
  amount,
  secretHash,
})
export type Lock = z.output<typeof lock>

/** What a partner knows of a channel when it has closed it. Null: nothing was ever transferred that way. */
export const closedChannel = z.strictObject({
  channel: z.int().positive(),
  /** What the partner owes the one who asks, signed by the partner. */
  toYou: balanceProof.nullable(),
  /** What the partner closed with: the newest it had from the one who asks. */
  fromYou: transferred.nullable(),
})
export type ClosedChannel = z.output<typeof closedChannel>

/** For an account whose own channel state is lost: its partner has the only newest one. */
export const channelsProtocol = defineProtocol('/busker/channels/1', {
  /**
   * Closes the channel with the account that asks, and gives what that account needs to settle it. Repeatable; null when
   * there is no channel. Refused with `HUB_CHANNEL_BUSY` while payments are locked in it.
   */
  close: {
    input: z.strictObject({ identity: signedIdentity }),
    output: z.strictObject({ closed: closedChannel.nullable() }),
    maxBytes: 4096,
  },
})

import { z } from 'zod'
import { channelStates } from '../shared/channelStates.ts'
import { address, hex32, hexText, secret, secretHash } from '../shared/ids.ts'
import { toAmount, type Amount } from '../shared/money.ts'
import { raidenNetwork } from './raidenNetwork.ts'

/** Over the child's channel amounts stay bigint: it carries structured clones. */
const amount = z
  .bigint()
  .min(0n)
  .transform((value): Amount => toAmount(value))
const direction = z.enum(['sent', 'received'])
const paymentId = z
  .bigint()
  .min(1n)
  .max(2n ** 64n - 1n)

export const paymentIntent = z.object({
  secretHash,
  target: address,
  token: address,
  amount: amount.refine((value) => value > 0n, 'must be above zero'),
  paymentId,
  maximumFee: amount,
  lockTimeoutSeconds: z.int().min(1).nullable(),
})

export const transfer = z.object({
  secretHash,
  direction,
  state: z.enum(['pending', 'revealed', 'paid', 'failed']),
  secret: secret.nullable(),
  token: address,
  amount,
  fee: z.bigint(),
  paymentId: z.bigint(),
  initiator: address,
  target: address,
  partner: address,
  expiration: z.number(),
  startedAt: z.number(),
  changedAt: z.number(),
})

export const outcome = z.object({
  seq: z.int().min(1),
  transfer: transfer.omit({ secret: true }).extend({ state: z.enum(['paid', 'failed']) }),
})

/** A channel, seen from our side. Amounts in base units of the token. */
export const channel = z.object({
  id: z.int(),
  partner: address,
  token: address,
  state: z.enum(channelStates),
  /** What we can pay with now. */
  ownCapacity: amount,
  /** What we can be paid now. */
  partnerCapacity: amount,
  ownDeposit: amount,
  partnerDeposit: amount,
  /** What we can take out while the channel stays open. */
  ownWithdrawable: amount,
  /** Locked in payments under way. */
  ownLocked: amount,
  partnerLocked: amount,
})
export type Channel = z.output<typeof channel>

const proof = z.object({
  nonce: amount,
  transferred: amount,
  locked: amount,
  locksroot: hex32,
  additionalHash: hex32,
  signature: hexText,
})

/** A payment under way in a channel. */
const lock = z.object({
  /** Chain time, seconds. */
  expiration: amount,
  amount,
  secretHash,
})

/** The newest balance proof of each side of a channel, signed by that side; null where it has signed none. */
export const channelProofs = z.object({
  channel: z.int(),
  partnerAddress: address,
  own: proof.nullable(),
  partner: proof.nullable(),
  /** What each side's proof has locked, in the order of its locksroot. */
  ownLocks: z.array(lock),
  partnerLocks: z.array(lock),
})
export type ChannelProofs = z.output<typeof channelProofs>

/** Base units. */
const settledShare = z.object({ deposited: z.bigint(), returned: z.bigint() })
export type SettledShare = z.output<typeof settledShare>

const balances = z.object({ token: amount, gasWei: amount })
export type OnChainBalances = z.output<typeof balances>

export const block = z.object({
  number: z.int(),
  /** How old the newest block was when it was seen, ms. */
  lag: z.number(),
})
export type Block = z.output<typeof block>

export const health = z.object({
  /** Blocks keep coming. */
  chain: z.boolean(),
  /** The homeserver answers. */
  hub: z.boolean(),
})
export type RaidenHealth = z.output<typeof health>

const onePartner = z.object({ partner: address })
const partnerAndAmount = z.object({ partner: address, amount })
const transaction = z.object({ transaction: hex32 })
const oneTransfer = z.object({ secretHash, direction })

/** What a Raiden child and its supervisor say to each other. */
export const raidenContract = {
  start: z.object({
    privateKey: hex32,
    /** Where raiden-ts's database and ours live; the child creates it. */
    dataFolder: z.string().min(1),
    network: raidenNetwork,
    /** Null for a node that mediates nothing; else what it asks per mediated payment, in base units. */
    mediationFee: amount.nullable(),
    /** Transactions of the account that are under way at once; left out: one. */
    parallelTransactions: z.int().min(1).optional(),
    /** The chain's time now, ms since epoch; null: this device's clock is right. */
    chainTime: z.number().nullable(),
  }),
  ready: z.object({ address, block: z.int() }),
  requests: {
    status: { input: z.null(), output: z.object({ address, block, health }) },
    channels: { input: z.null(), output: z.array(channel) },
    proofs: { input: onePartner, output: channelProofs.nullable() },
    /** Of every channel that is not settled, as they are written in the child's database. */
    allProofs: { input: z.null(), output: z.array(channelProofs) },
    openChannel: { input: partnerAndAmount, output: transaction },
    deposit: { input: partnerAndAmount, output: transaction },
    /** `amount` is what our deposit is to be in all. */
    depositUpTo: { input: partnerAndAmount, output: z.null() },
    /** What we had in a settled channel; `channel` null for the newest with this partner. Null: none is known. */
    settledShare: {
      input: z.object({ partner: address, channel: z.int().nullable() }),
      output: settledShare.nullable(),
    },
    withdraw: { input: partnerAndAmount, output: transaction },
    closeChannel: { input: onePartner, output: transaction },
    settleChannel: { input: onePartner, output: transaction },
    balances: { input: z.null(), output: balances },
    /** `secret`: null where the seller holds it. */
    pay: { input: z.object({ intent: paymentIntent, secret: secret.nullable() }), output: z.null() },
    /** The chain's time now, ms since epoch: better known than at the start. */
    setChainTime: { input: z.object({ time: z.number() }), output: z.null() },
    quoteFee: {
      input: z.object({ target: address, amount }),
      output: z.object({ fee: amount }),
    },
    canReceive: { input: z.object({ amount }), output: z.boolean() },
    lookup: { input: oneTransfer, output: z.union([transfer, z.object({ state: z.literal('unknown') })]) },
    release: { input: z.object({ secretHash, secret }), output: z.null() },
    outcomesAfter: {
      input: z.object({ cursor: z.int().min(0), limit: z.int().min(1).max(10_000) }),
      output: z.array(outcome),
    },
    /** Connections to chain and homeserver are tried anew. */
    wake: { input: z.null(), output: z.null() },
    incomingPending: { input: z.null(), output: z.array(transfer) },
    /** Of ours, in either direction: locked, and not final. */
    pendingTransfers: { input: z.null(), output: z.array(transfer.omit({ secret: true })) },
    /** What was ever to be paid to a target under an identifier, oldest first. */
    intentsWith: { input: z.object({ target: address, paymentId }), output: z.array(secretHash) },
  },
  events: {
    incoming: transfer,
    secret: transfer.extend({ secret }),
    outcome,
    channelsChanged: z.array(channel),
    /** Of the channels in which a side has signed something newer. */
    proofsChanged: z.array(channelProofs),
    block,
    health,
  },
}
export type RaidenContract = typeof raidenContract

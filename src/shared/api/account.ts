import { z } from 'zod'
import { errorData } from '../errors/errorSchemas.ts'
import { address, hex32, label, policyId } from '../ids.ts'
import { amount } from '../money.ts'
import { defineApi } from './define.ts'
import { connectStep, walletView } from './node.ts'

/** A policy this node took up as a buyer. */
export const joinedPolicy = z.strictObject({
  id: policyId,
  label,
  publisher: address,
  threshold: z.int(),
  shares: z.int(),
  /** Until when it can be joined; what was joined stays owned. */
  end: z.int(),
  joinedAt: z.int().nullable(),
})
export type JoinedPolicy = z.output<typeof joinedPolicy>

export const snapshotState = z.strictObject({
  /** Number of the newest the hub holds; 0: none. */
  kept: z.int(),
  keptAt: z.int().nullable(),
  problem: errorData.nullable(),
})
export type SnapshotState = z.output<typeof snapshotState>

/** State of the connection to the hub, over which this account pays and is paid. */
export const connectionView = z.strictObject({
  /**
   * `none`: there is none, and none was asked for. `connecting`: the node opens it, by itself and after a restart too.
   * `closing`: the old one is being closed and settled. `unknown`: payments do not run yet, or not now.
   */
  state: z.enum(['none', 'connecting', 'open', 'closing', 'unknown']),
  /** Buyers can pay this account now. While false, what they ask for waits, and goes on by itself when it is true. */
  canBePaid: z.boolean(),
  /** The most one sale can bring now. */
  receivable: amount,
  /** What is under way, while `connecting`. */
  step: connectStep.nullable(),
  /** The deposit asked for, while `connecting` and where that ended with a problem. */
  deposit: amount.nullable(),
  /** While `connecting`: why it is not further, though it is tried again by itself. Else why it ended: only a person can help. */
  problem: errorData.nullable(),
  /** How many people asked to buy before this account could be paid, and wait for their invoice. */
  waitingBuyers: z.int(),
})
export type ConnectionView = z.output<typeof connectionView>

/** Money and rights beyond single orders. */
export const accountApi = defineApi({
  /** Pays somebody through the hub, without an order: a tip. */
  send: {
    input: z.strictObject({ to: address, amount, maximumFee: amount.optional() }),
    output: z.strictObject({ secretHash: hex32, outcome: z.enum(['paid', 'failed']), fee: amount }),
  },
  connection: { input: z.strictObject({}), output: connectionView },
  /**
   * Requests a connection with `deposit` in all, and answers at once: the node carries it out, whatever
   * becomes of the page. Repeating it does no harm.
   */
  beginConnecting: { input: z.strictObject({ deposit: amount }), output: connectionView },
  /** Withdraws the request; what was deposited stays in the channel. */
  stopConnecting: { input: z.strictObject({}), output: connectionView },
  /** Tokens and gas on a local network. */
  faucet: { input: z.strictObject({}), output: walletView },
  joinedPolicies: { input: z.strictObject({}), output: z.array(joinedPolicy) },
  snapshotState: { input: z.strictObject({}), output: snapshotState },
  /** Starts a part of the node anew. */
  restartPart: { input: z.strictObject({ name: z.string() }), output: z.strictObject({}) },
})

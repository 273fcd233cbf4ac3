import { z } from 'zod'
import { address, hex32, label, policyId } from '../ids.ts'
import { amount } from '../money.ts'
import { defineApi } from './define.ts'
import { walletView } from './node.ts'

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
  problem: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
})
export type SnapshotState = z.output<typeof snapshotState>

/** Money and rights beyond single orders. */
export const accountApi = defineApi({
  /** Pays somebody through the hub, without an order: a tip. */
  send: {
    input: z.strictObject({ to: address, amount }),
    output: z.strictObject({ secretHash: hex32, outcome: z.enum(['paid', 'failed']), fee: amount }),
  },
  /** Tokens and gas on a local network. */
  faucet: { input: z.strictObject({}), output: walletView },
  joinedPolicies: { input: z.strictObject({}), output: z.array(joinedPolicy) },
  snapshotState: { input: z.strictObject({}), output: snapshotState },
  /** Starts a part of the node anew. */
  restartPart: { input: z.strictObject({ name: z.string() }), output: z.strictObject({}) },
})

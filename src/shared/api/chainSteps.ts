import { z } from 'zod'
import { errorData } from '../errors/errorSchemas.ts'
import { address, hex32 } from '../ids.ts'
import { amount } from '../money.ts'
import { defineApi } from './define.ts'

/** What is done on the chain with a channel: opened, paid into, taken out of, closed, and its money come back. */
export const chainStepKinds = ['open', 'deposit', 'withdraw', 'close', 'settle'] as const
export type ChainStepKind = (typeof chainStepKinds)[number]
export const chainStepStates = ['running', 'done', 'failed'] as const
export type ChainStepState = (typeof chainStepStates)[number]

const chainStepView = z.strictObject({
  id: z.string(),
  kind: z.enum(chainStepKinds),
  /** The other side of the channel. */
  partner: address,
  /** Base units: moved, or come back. */
  amount,
  /** `running`: it goes on by itself, after a restart too. */
  state: z.enum(chainStepStates),
  hash: hex32.nullable(),
  /** Wei; null: this account paid none, or it is not known. */
  fee: amount.nullable(),
  /** Why it failed, or is not further. */
  problem: errorData.nullable(),
  createdAt: z.int(),
})
export type ChainStepView = z.output<typeof chainStepView>

export const chainStepsApi = defineApi({
  /** Newest first. */
  chainSteps: { input: z.strictObject({}), output: z.array(chainStepView) },
})

import { z } from 'zod'
import { chainStepsApi, type ChainStepView } from '../shared/api/chainSteps.ts'
import { inCoins } from '../shared/token.ts'
import { formatAmount } from './amounts.ts'
import type { Context } from './context.ts'
import { table } from './terminal.ts'

const words: Readonly<Record<ChainStepView['kind'], string>> = {
  open: 'opened',
  deposit: 'put in',
  withdraw: 'taken out',
  close: 'closed',
  settle: 'come back',
}

/** Tells what was done on the chain with the node's channels. */
export async function showChainSteps({ node, terminal }: Context): Promise<void> {
  const wallet = await node.ask('wallet', {})
  const steps = await node.ask('chainSteps', {})
  const rows = steps.map(({ createdAt, kind, state, amount, fee, problem }) => [
    new Date(createdAt).toISOString(),
    words[kind],
    state,
    formatAmount(amount, wallet),
    fee === null ? '' : `${inCoins(fee)} ${wallet.coin}`,
    problem?.message ?? '',
  ])
  const text =
    rows.length === 0
      ? 'Nothing was done on the chain yet.'
      : table(['When', 'What', 'State', 'Amount', 'Fee', ''], rows)
  terminal.result(z.encode(chainStepsApi.chainSteps.output, steps), text)
}

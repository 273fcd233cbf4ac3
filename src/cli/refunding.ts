import { z } from 'zod'
import { nodeApi, type SaleView } from '../shared/api/node.ts'
import { BuskerError } from '../shared/errors.ts'
import { leftToPayBack, paidBackOf } from '../shared/soldWorks.ts'
import type { Token } from '../shared/token.ts'
import { formatAmount, parseAmount } from './amounts.ts'
import type { Context } from './context.ts'
import { resolveSaleId } from './purchasing.ts'

export interface RefundFlags {
  readonly amount?: string
  readonly endAccess?: boolean
  readonly takeBack?: boolean
}

/** Pays a sale back, or a part of it, or takes back what has not been sent yet. */
export async function refund(text: string, flags: RefundFlags, context: Context): Promise<void> {
  const { node, terminal } = context
  const id = await resolveSaleId(text, context)
  const { network } = await node.ask('status', {})
  const sale =
    flags.takeBack === true
      ? await node.ask('takeBackRefund', { id })
      : await payBack(id, flags, network, node)
  terminal.result(
    z.encode(nodeApi.refund.output, sale),
    `${id.slice(0, 18)} ${describeRefunds(sale, network)}`,
  )
}

/** Where nothing is left to pay back, that is said, and nothing is asked of the node. */
async function payBack(
  id: string,
  { amount: text, endAccess = false }: RefundFlags,
  { decimals }: Token,
  node: Context['node'],
): Promise<SaleView> {
  const sale = (await node.ask('sales', {})).find((each) => each.id === id)
  if (sale === undefined) throw new BuskerError('ORDER_UNKNOWN', `There is no sale ${id}.`)
  const left = leftToPayBack(sale)
  const amount = text === undefined ? left : parseAmount(text, decimals)
  if (amount === 0n && sale.refunds !== undefined) return sale
  return node.ask('refund', { id, amount, left, endsAccess: endAccess })
}

/** The newest, and how much there is back in all. */
export function describeRefunds(sale: Pick<SaleView, 'refunds'>, token: Token): string {
  const newest = sale.refunds?.at(-1)
  if (newest === undefined) return ''
  const { amount, state, message } = newest
  const said = `refund of ${formatAmount(amount, token)} ${state}${message === null ? '' : `: ${message}`}`
  return `${said} (${formatAmount(paidBackOf(sale), token)} paid back)`
}

import { z } from 'zod'
import { basketApi, type BoughtWork, type Quote, type QuotedWork } from '../shared/api/basket.ts'
import { BuskerError } from '../shared/errors.ts'
import type { Address, Label } from '../shared/ids.ts'
import { type Amount, toAmount } from '../shared/money.ts'
import { hasSucceeded } from '../shared/orderStates.ts'
import type { Token } from '../shared/token.ts'
import { formatAmount, formatPrice, parseAmount } from './amounts.ts'
import { parseAddress, parseLabel } from './arguments.ts'
import type { Context } from './context.ts'
import { agrees, type Prompt, requireSomebody, terminalPrompt } from './prompt.ts'
import { progressReporter } from './purchasing.ts'
import { exitCodes, table } from './terminal.ts'

export interface BuySeveralFlags {
  readonly artist?: string
  readonly max?: string
  readonly wait: boolean
}

interface Chosen {
  readonly label: Label
  readonly artist?: Address
  /** The contact it is for. */
  readonly recipient?: Address
}

/** What labels mean. @param recipient the contact that they are for @throws BuskerError `CLI_LABEL`, `CLI_ADDRESS` */
export function parseWorks(labels: readonly string[], artist?: string, recipient?: Address): Chosen[] {
  const of = {
    ...(artist !== undefined && { artist: parseAddress(artist) }),
    ...(recipient !== undefined && { recipient }),
  }
  return labels.map((text) => ({ label: parseLabel(text, 'busker search'), ...of }))
}

/** Says what works cost with everything, and buys nothing. */
export async function showQuote(works: readonly Chosen[], context: Context): Promise<void> {
  const quoted = await context.node.ask('quoteWorks', { works: [...works] })
  const text = await describeQuote(quoted, context)
  context.terminal.result(z.encode(basketApi.quoteWorks.output, quoted), text)
}

/**
 * Buys works together: the prompt agrees to the total, unless `--max` has.
 *
 * @throws BuskerError `CLI_PRICE_OPEN`, `CLI_TOTAL_ABOVE`, `BASKET_NOTHING_TO_BUY`; nothing is ordered then
 */
export async function buySeveral(
  works: readonly Chosen[],
  flags: BuySeveralFlags,
  context: Context,
  prompt: Prompt = terminalPrompt,
): Promise<void> {
  const { node, terminal } = context
  if (flags.max === undefined) requireSomebody(prompt)
  const { network } = await node.ask('status', {})
  const quoted = await node.ask('quoteWorks', { works: [...works] })
  const ready = quoted.works.filter(({ state }) => state === 'ready')
  if (ready.length === 0) {
    throw new BuskerError(
      'BASKET_NOTHING_TO_BUY',
      `None of this can be bought: ${quoted.works.map(describeState).join(', ')}. Nothing was ordered.`,
    )
  }
  if (!(await isAgreed(quoted, flags, network, context, prompt))) {
    return terminal.result({ state: 'cancelled' }, 'Nothing was bought.')
  }
  const { maximumFee } = await node.ask('wallet', {})
  const chosen = ready.flatMap(({ work, recipient, fee }) => {
    if (work === null) return []
    const { label, artist, price } = work
    const to = recipient === null ? {} : { recipient }
    return [{ label, artist, ...to, confirmed: price, maximumFee: fee ?? maximumFee }]
  })
  const onProgress = progressReporter(context)
  const bought = await node.ask('buyBasket', { works: chosen, follow: flags.wait }, { onProgress })
  showBought(bought, quoted, context)
}

async function isAgreed(
  quoted: Quote,
  { max }: BuySeveralFlags,
  token: Token,
  context: Context,
  prompt: Prompt,
): Promise<boolean> {
  const total = toAmount(quoted.price + quoted.fee)
  if (max === undefined) {
    context.terminal.progress(
      z.encode(basketApi.quoteWorks.output, quoted),
      await describeQuote(quoted, context),
    )
    return agrees(prompt, `Pay ${formatAmount(total, token)}?`)
  }
  if (total <= parseAmount(max, token.decimals)) return true
  throw new BuskerError(
    'CLI_TOTAL_ABOVE',
    `This costs ${formatAmount(total, token)} with the hub's fee, more than the --max you said. Nothing was ordered.`,
  )
}

function showBought(bought: readonly BoughtWork[], { works }: Quote, { terminal }: Context): void {
  const titles = new Map(works.map(({ label, work }) => [label, work?.title ?? label]))
  const lines = bought.map(({ label, recipient, order, problem }) => {
    const why = problem === null ? '' : ` ${problem.message} (${problem.code})`
    const to = recipient === undefined ? '' : ` for ${order?.recipientName ?? recipient}`
    return `${titles.get(label) ?? label}${to}: ${order?.state ?? 'in the basket'}.${why}`
  })
  terminal.result(z.encode(basketApi.buyBasket.output, [...bought]), lines.join('\n'))
  const isMissing = ({ order, problem }: BoughtWork) =>
    problem !== null || (order !== null && !hasSucceeded(order))
  if (bought.some(isMissing)) process.exitCode = exitCodes.noAccess
}

/** A table of what each costs, the sum, and what is left of the balance. */
async function describeQuote(quoted: Quote, { node }: Context): Promise<string> {
  const names = new Map((await node.ask('contacts', {})).map(({ account, name }) => [account, name]))
  const { network } = await node.ask('status', {})
  const show = (amount: bigint) => formatAmount(amount, network)
  const priceOf = ({ work, state }: QuotedWork) =>
    work === null || state !== 'ready' ? '' : formatPrice(work, network)
  const rows = quoted.works.map((one) => [
    one.work?.title ?? one.label,
    one.work?.artistName ?? '',
    one.recipient === null ? '' : (names.get(one.recipient) ?? one.recipient),
    priceOf(one),
    one.fee === null ? '' : show(one.fee),
    one.state === 'ready' ? '' : describeState(one),
  ])
  const total = toAmount(quoted.price + quoted.fee)
  const most = quoted.isFeeKnown ? '' : ' at most'
  const sum = `${show(quoted.price)} and ${show(quoted.fee)}${most} to the hub: ${show(total)}${most}.`
  return [
    table(['Work', 'Artist', 'For', 'Price', 'Fee', ''], rows),
    `${sum} ${await leftAfter(total, quoted, { node, show })}`,
  ].join('\n')
}

interface LeftParts {
  readonly node: Context['node']
  readonly show: (amount: bigint) => string
}

async function leftAfter(total: Amount, { isFeeKnown }: Quote, { node, show }: LeftParts): Promise<string> {
  const { spendable } = await node.ask('wallet', {})
  if (spendable < total) return `You can spend ${show(spendable)}: ${show(total - spendable)} is missing.`
  return `Of ${show(spendable)}, ${isFeeKnown ? '' : 'at least '}${show(spendable - total)} is left after.`
}

const stateWords: Readonly<Record<QuotedWork['state'], string>> = {
  ready: 'ready',
  owned: 'yours already',
  own: 'your own work',
  ordered: 'ordered already',
  included: 'comes with its release',
  unknown: 'offered by nobody you know of',
}

const describeState = ({ state }: QuotedWork) => stateWords[state]

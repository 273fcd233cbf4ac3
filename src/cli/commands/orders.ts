import { type Command, Option } from 'commander'
import { z } from 'zod'
import { nodeApi, type PurchaseView } from '../../shared/api/node.ts'
import { workNameOf } from '../../shared/editions.ts'
import { quote } from '../../shared/text.ts'
import { isOwed } from '../../shared/hubDebt.ts'
import { salesCsv } from '../../node/market/salesCsv.ts'
import { BuskerError } from '../../shared/errors.ts'
import { formatAmount } from '../amounts.ts'
import { buySeveral, parseWorks, showQuote } from '../buyingSeveral.ts'
import { contextOf, type Context } from '../context.ts'
import { describeGiver } from '../describeGiver.ts'
import {
  buy,
  type BuyFlags,
  redeem,
  type RedeemFlags,
  resolveOrderId,
  resolveSaleId,
  progressReporter,
  showPurchase,
} from '../purchasing.ts'
import { describeRefunds, refund, type RefundFlags } from '../refunding.ts'
import { table } from '../terminal.ts'

/** buy, cancel, order, waive, refund, orders. */
export function orderCommands(program: Command): void {
  program
    .command('buy <labels...>')
    .description('pay for works and get access')
    .option('--artist <address>', 'where two artists offer the same label')
    .option('--amount <amount>', 'what you choose to pay, where the price is a minimum')
    .option(
      '--max <amount>',
      'the most you agree to pay; left out: the price you are shown; of several, in all and with the hub’s fee',
    )
    .option('--max-fee <amount>', 'the most Raiden may take on top')
    .option(
      '--gift <who>',
      'for a contact, for @name at the hub, or for whoever made the card in this file or link',
    )
    .option('--from <name>', 'how you call yourself, for whom a gift is for alone')
    .option('--message <text>', 'a note to whom a gift is for')
    .option('--name <name>', 'how you call yourself, for the artist alone')
    .option('--note <text>', 'a note to the artist')
    .option('--no-thanks', 'the artist is not to write back')
    .option('--follow', 'hear of new releases of the artist')
    .addOption(
      new Option('--elsewhere', 'pay for it with another client, through busker raiden-api').conflicts('max'),
    )
    .option('--dry-run', 'say what it costs with everything, and what is left after; buy nothing')
    .option('--no-wait', 'do not wait for access')
    .action(async (labels: string[], flags: BuyFlags & { dryRun?: boolean }, command: Command) => {
      const context = contextOf(command)
      const works = parseWorks(labels, flags.artist)
      if (flags.dryRun === true) return showQuote(works, context)
      const [only = ''] = labels
      return works.length === 1 ? buy(only, flags, context) : buySeveral(works, alone(flags), context)
    })

  program
    .command('redeem <label> <code>')
    .description('get a work for a code of its artist’s; nothing is paid')
    .option('--artist <address>', 'where two artists offer the same label')
    .option('--no-wait', 'do not wait for access')
    .action(async (text: string, code: string, flags: RedeemFlags, command: Command) =>
      redeem(text, code, flags, contextOf(command)),
    )

  program
    .command('cancel <order>')
    .description('take an order back that is not being paid yet')
    .action(async (id: string, _flags: unknown, command: Command) => {
      const context = contextOf(command)
      showPurchase(await context.node.ask('cancel', { id: await resolveOrderId(id, context) }), context)
    })

  program
    .command('order <order>')
    .description('follow an order until it is settled')
    .action(async (id: string, _flags: unknown, command: Command) => {
      const context = contextOf(command)
      const wanted = { id: await resolveOrderId(id, context), follow: true }
      const onProgress = progressReporter(context)
      showPurchase(await context.node.ask('purchase', wanted, { onProgress }), context)
    })

  program
    .command('waive <order>')
    .description('give up what the hub owes for a sale, and sell on')
    .action(async (id: string, _flags: unknown, command: Command) => {
      const { node, terminal } = contextOf(command)
      const sale = await node.ask('waiveDebt', { id: await resolveSaleId(id, contextOf(command)) })
      terminal.result(
        z.encode(nodeApi.waiveDebt.output, sale),
        `${sale.id.slice(0, 18)} is not owed any more.`,
      )
    })

  program
    .command('refund <order>')
    .description('pay back what was paid for a sale, or a part of it')
    .option('--amount <amount>', 'how much; left out: all that is left')
    .option('--end-access', 'end access too; what was joined before stays playable')
    .addOption(
      new Option('--take-back', 'do not pay it back, where it is not under way yet').conflicts([
        'endAccess',
        'amount',
      ]),
    )
    .action(async (id: string, flags: RefundFlags, command: Command) => refund(id, flags, contextOf(command)))

  program
    .command('thank [order] [text]')
    .description('write to the buyer of a sale, once')
    .option('--everybody <text>', 'what every buyer who pays is written from now on; an empty text: nothing')
    .action(async (id: string | undefined, text: string | undefined, flags: ThankFlags, command: Command) =>
      thank(id, text, flags, contextOf(command)),
    )

  program
    .command('orders')
    .description('what you bought, and with --sold what you sold')
    .option('--sold', 'sales instead of purchases')
    .option('--csv', 'what was sold and paid, for a spreadsheet')
    .action(async ({ sold, csv }: { sold?: boolean; csv?: boolean }, command: Command) => {
      if (csv === true) return showSalesCsv(contextOf(command))
      return sold === true ? showSales(contextOf(command)) : showPurchases(contextOf(command))
    })
}

interface ThankFlags {
  readonly everybody?: string
}

async function thank(
  order: string | undefined,
  text: string | undefined,
  { everybody }: ThankFlags,
  context: Context,
): Promise<void> {
  const { node, terminal } = context
  if (everybody !== undefined) {
    const said = await node.ask('setStandingThanks', { text: everybody.trim() || null })
    return terminal.result(
      said,
      said.text === null ? 'Nobody is written by itself.' : 'Every buyer is written that.',
    )
  }
  if (order === undefined || text === undefined)
    throw new BuskerError('CLI_USAGE', 'Say which order, and what to write: busker thank ORDER TEXT')
  const sale = await node.ask('thank', { id: await resolveSaleId(order, context), text })
  terminal.result(z.encode(nodeApi.thank.output, sale), `${sale.id.slice(0, 18)} is written to.`)
}

/** @throws BuskerError `CLI_SEVERAL` for what is said of one work alone */
function alone(flags: BuyFlags): BuyFlags {
  const ofOne = [
    'amount',
    'maxFee',
    'gift',
    'from',
    'message',
    'elsewhere',
    'name',
    'note',
    'follow',
  ] as const
  const named = flags.thanks === false ? 'no-thanks' : ofOne.find((name) => flags[name] !== undefined)
  if (named === undefined) return flags
  throw new BuskerError(
    'CLI_SEVERAL',
    `${named === 'maxFee' ? '--max-fee' : `--${named}`} is for one work. Nothing was ordered.`,
  )
}

async function showPurchases({ node, terminal }: Context): Promise<void> {
  const { network } = await node.ask('status', {})
  const purchases = await node.ask('purchases', {})
  const rows = purchases.map((purchase) => [
    purchase.id.slice(0, 18),
    describeState(purchase),
    formatAmount(purchase.paid ?? purchase.price, network),
    new Date(purchase.createdAt).toISOString(),
    purchase.label,
    describeGift(purchase),
  ])
  const text =
    rows.length === 0 ? 'Nothing bought yet.' : table(['Order', 'State', 'Price', 'Since', 'Label', ''], rows)
  terminal.result(z.encode(nodeApi.purchases.output, purchases), text)
}

function describeState({ state, refunded, price }: PurchaseView): string {
  if (refunded === undefined) return state
  return refunded.amount < price ? 'refunded in part' : 'refunded'
}

/** Who gave it, or to whom it is given, and what was written with it. */
function describeGift({ giver, recipientName, dedication }: PurchaseView): string {
  const note = dedication?.note === undefined ? '' : `: ${quote(dedication.note)}`
  if (giver !== undefined) return `given by ${describeGiver(giver)}${note}`
  return recipientName === undefined ? note.slice(2) : `for ${recipientName}${note}`
}

async function showSalesCsv({ node, terminal }: Context): Promise<void> {
  const { network } = await node.ask('status', {})
  const own = await node.ask('works', { owner: 'self' })
  const titles = new Map(own.map(({ label, title }) => [workNameOf(label), title]))
  const sales = await node.ask('sales', {})
  const csv = salesCsv(sales, (label) => titles.get(workNameOf(label)) ?? null, network)
  terminal.result(z.encode(nodeApi.sales.output, sales), csv.trimEnd())
}

async function showSales({ node, terminal }: Context): Promise<void> {
  const { network } = await node.ask('status', {})
  const sales = await node.ask('sales', {})
  const rows = sales.map((sale) => [
    sale.id.slice(0, 18),
    sale.state,
    formatAmount(sale.amount, network),
    isOwed(sale) && sale.debt !== null ? formatAmount(sale.debt, network) : '',
    sale.buyer,
    sale.label,
    sale.code ?? describeRefunds(sale, network),
  ])
  const text =
    rows.length === 0
      ? 'Nothing sold yet.'
      : table(['Order', 'State', 'Amount', 'Owed', 'Buyer', 'Label', 'Why'], rows)
  terminal.result(z.encode(nodeApi.sales.output, sales), text)
}

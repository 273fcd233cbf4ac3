import type { Command } from 'commander'
import { z } from 'zod'
import { basketApi, type BasketItem } from '../../shared/api/basket.ts'
import { BuskerError } from '../../shared/errors.ts'
import { fromLabel } from '../../shared/ids.ts'
import { formatPrice } from '../amounts.ts'
import { buySeveral, type BuySeveralFlags, parseWorks, showQuote } from '../buyingSeveral.ts'
import { quote } from '../../shared/text.ts'
import { dedicationOf } from '../purchasing.ts'
import { findContact } from '../findContact.ts'
import { contextOf, type Context } from '../context.ts'
import { table } from '../terminal.ts'

/** basket, basket add, remove, buy, stop. */
export function basketCommands(program: Command): void {
  const basket = program
    .command('basket')
    .description('works that you mean to buy together')
    .action(async (_flags: unknown, command: Command) => {
      const context = contextOf(command)
      await show(await context.node.ask('basket', {}), context)
    })
  basket
    .command('add <labels...>')
    .description('put works into it')
    .option('--artist <address>', 'where two artists offer the same label')
    .option('--gift <contact>', 'for a contact, and not for you')
    .option('--from <name>', 'how you call yourself, for whom a gift is for alone')
    .option('--message <text>', 'a note to whom a gift is for')
    .action(async (labels: string[], { artist, gift, ...flags }: AddFlags, command: Command) => {
      const context = contextOf(command)
      const dedication = dedicationOf({ ...(gift !== undefined && { gift }), ...flags })
      const recipient = gift === undefined ? undefined : (await findContact(gift, context)).account
      const { works } = await context.node.ask('quoteWorks', {
        works: parseWorks(labels, artist, recipient),
      })
      const chosen = works.map(({ label, work }) => {
        if (work === null) throw unknown(label)
        return { label, artist: work.artist, ...(recipient !== undefined && { recipient }) }
      })
      await context.node.ask('addToBasket', { works: chosen })
      if (dedication !== undefined && recipient !== undefined)
        for (const work of chosen)
          await context.node.ask('dedicateInBasket', { work: { ...work, recipient }, dedication })
      await show(await context.node.ask('basket', {}), context)
    })
  basket
    .command('remove <labels...>')
    .description('take works out of it')
    .action(async (labels: string[], _flags: unknown, command: Command) => {
      const context = contextOf(command)
      const meant = parseWorks(labels).map(({ label }) => workOf(label))
      const works = (await context.node.ask('basket', {})).filter(({ label }) =>
        meant.includes(workOf(label)),
      )
      if (works.length === 0) return show(await context.node.ask('basket', {}), context)
      const chosen = works.map(chosenOf)
      await show(await context.node.ask('removeFromBasket', { works: chosen }), context)
    })
  basket
    .command('buy')
    .description('buy all that is in it; what can’t be bought stays')
    .option('--max <amount>', 'the most you agree to pay in all, with the hub’s fee')
    .option('--dry-run', 'say what it costs, and buy nothing')
    .option('--no-wait', 'do not wait for access')
    .action(async (flags: BuySeveralFlags & { dryRun?: boolean }, command: Command) => {
      const context = contextOf(command)
      const works = (await context.node.ask('basket', {})).map(chosenOf)
      if (works.length === 0)
        throw new BuskerError('BASKET_NOTHING_TO_BUY', 'There is nothing in the basket.')
      return flags.dryRun === true ? showQuote(works, context) : buySeveral(works, flags, context)
    })
  basket
    .command('stop')
    .description('order nothing more of it, and take back what is not being paid')
    .action(async (_flags: unknown, command: Command) => {
      const context = contextOf(command)
      await show(await context.node.ask('stopBuyingBasket', {}), context)
    })
}

interface AddFlags {
  readonly artist?: string
  readonly gift?: string
  readonly from?: string
  readonly message?: string
}

/** As it is named when something is done with it. */
const chosenOf = ({ label, artist, recipient }: BasketItem) => ({
  label,
  artist,
  ...(recipient !== null && { recipient: recipient.account }),
})

function workOf(label: BasketItem['label']): string {
  const { kind, id } = fromLabel(label)
  return `${kind}/${id}`
}

function unknown(label: string): BuskerError {
  return new BuskerError('CATALOGUE_UNKNOWN', `No artist you know of offers ${label}. Nothing was put in.`)
}

async function show(items: readonly BasketItem[], { node, terminal }: Context): Promise<void> {
  const { network } = await node.ask('status', {})
  const rows = items.map(({ label, work, recipient, dedication, isBuying, problem }) => [
    label,
    work?.title ?? '',
    work?.artistName ?? '',
    recipient === null ? '' : (recipient.name ?? recipient.account),
    work === null ? '' : formatPrice(work, network),
    isBuying ? 'being bought' : (problem?.message ?? ''),
    dedication?.note === undefined ? '' : quote(dedication.note),
  ])
  const text =
    items.length === 0
      ? 'The basket is empty.'
      : table(['Label', 'Work', 'Artist', 'For', 'Price', '', 'Note'], rows)
  terminal.result(z.encode(basketApi.basket.output, [...items]), text)
}

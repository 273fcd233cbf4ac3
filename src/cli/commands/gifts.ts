import type { Command } from 'commander'
import { z } from 'zod'
import { type GiftsView, type GiftView, giftsApi } from '../../shared/api/gifts.ts'
import { toAddress } from '../../shared/ids.ts'
import { quote } from '../../shared/text.ts'
import { formatAmount } from '../amounts.ts'
import { contextOf, type Context } from '../context.ts'
import { describeGiver } from '../describeGiver.ts'
import { findOnly } from '../purchasing.ts'
import { table } from '../terminal.ts'

/** gifts list | accept | decline | always | ask. */
export function giftCommands(program: Command): void {
  const gifts = program.command('gifts').description('what others have paid for, and that waits for you')

  gifts
    .command('list', { isDefault: true })
    .description('the gifts that wait, and whose are accepted by themselves')
    .action(async (_flags: unknown, command: Command) => {
      const context = contextOf(command)
      await show(await context.node.ask('gifts', {}), context)
    })

  for (const [name, ask, description] of [
    ['accept', 'acceptGift', 'look a gift up and open it'],
    ['decline', 'declineGift', 'keep nothing of a gift'],
  ] as const) {
    gifts
      .command(`${name} <gift>`)
      .description(description)
      .action(async (text: string, _flags: unknown, command: Command) => {
        const context = contextOf(command)
        const { gifts: waiting } = await context.node.ask('gifts', {})
        const { id } = findOnly(text, waiting, 'gifts')
        await show(await context.node.ask(ask, { id }), context)
      })
  }

  for (const [name, isAccepted, description] of [
    ['always', true, 'accept gifts of this account by themselves'],
    ['ask', false, 'ask again about gifts of this account'],
  ] as const) {
    gifts
      .command(`${name} <account>`)
      .description(description)
      .action(async (account: string, _flags: unknown, command: Command) => {
        const context = contextOf(command)
        const giver = toAddress(account)
        await show(await context.node.ask('acceptGiftsFrom', { giver, isAccepted }), context)
      })
  }
}

async function show(view: GiftsView, { node, terminal }: Context): Promise<void> {
  const { network } = await node.ask('status', {})
  const rows = view.gifts.map((gift) => [
    gift.id.slice(0, 18),
    gift.title ?? gift.label,
    gift.artistName ?? gift.seller,
    describeGiver(gift.giver),
    formatAmount(gift.amount, network),
    describe(gift),
  ])
  const lines = [
    rows.length === 0 ? 'No gift waits.' : table(['Gift', 'Work', 'Artist', 'Given by', 'Paid', ''], rows),
    ...view.gifts.flatMap(({ id, note }) => (note === null ? [] : [`${id.slice(0, 18)} ${quote(note)}`])),
    ...(view.givers.length === 0 ? [] : [`Accepted by themselves: gifts of ${view.givers.join(', ')}`]),
  ]
  terminal.result(z.encode(giftsApi.gifts.output, view), lines.join('\n'))
}

function describe({ state, message, isVerified }: GiftView): string {
  if (message !== null) return message
  if (state === 'accepted') return 'is being opened'
  return isVerified ? '' : 'its artist is not in your catalogue: accepting looks it up'
}

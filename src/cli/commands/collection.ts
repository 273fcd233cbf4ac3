import type { Command } from 'commander'
import { z } from 'zod'
import {
  alsoBoughtView,
  collectionView,
  type CollectionView,
  type ShownState,
} from '../../shared/api/collection.ts'
import { artistText } from '../../shared/artistText.ts'
import { formatPrice } from '../amounts.ts'
import { parseLabel } from '../arguments.ts'
import { contextOf, type Context } from '../context.ts'
import { table } from '../terminal.ts'

/** collection, collection show, withdraw, leave-out, include; also-bought. */
export function collectionCommands(program: Command): void {
  const collection = program
    .command('collection')
    .description('what you show that you bought; nothing, until you say so')
    .action(async (_flags: unknown, command: Command) => {
      const context = contextOf(command)
      show(await context.node.ask('collection', {}), context)
    })
  collection
    .command('show <name>')
    .description('show what you bought to everybody, under a name; not your account, no amounts, no dates')
    .action(async (name: string, _flags: unknown, command: Command) => {
      const context = contextOf(command)
      show(await context.node.ask('showCollection', { name }), context)
    })
  collection
    .command('withdraw')
    .description('take it back; the hub forgets it')
    .action(async (_flags: unknown, command: Command) => {
      const context = contextOf(command)
      show(await context.node.ask('withdrawCollection', {}), context)
    })
  for (const [name, isLeftOut, what] of [
    ['leave-out', true, 'do not show a work'],
    ['include', false, 'show a work again'],
  ] as const) {
    collection
      .command(`${name} <label>`)
      .description(what)
      .action(async (text: string, _flags: unknown, command: Command) => {
        const context = contextOf(command)
        const label = parseLabel(text, 'busker collection')
        show(await context.node.ask('leaveOut', { label, isLeftOut }), context)
      })
  }

  program
    .command('also-bought <label>')
    .description('what those who bought this, and show it, also bought')
    .action(async (text: string, _flags: unknown, command: Command) => {
      const { node, terminal } = contextOf(command)
      const found = await node.ask('alsoBought', { label: parseLabel(text, 'busker search') })
      const { network } = await node.ask('status', {})
      const rows = found.works.map((work) => [
        work.title,
        artistText(work),
        formatPrice(work, network),
        work.label,
      ])
      terminal.result(
        z.encode(alsoBoughtView, found),
        rows.length === 0 ? 'Nothing is known.' : table(['Title', 'Artist', 'Price', 'Label'], rows),
      )
    })
}

const stateTexts: Readonly<Record<ShownState, string>> = {
  shown: 'shown',
  leftOut: 'left out',
  waiting: 'waits for the artist',
  refused: 'the artist does not vouch for it',
}

function show(collection: CollectionView, { terminal }: Context): void {
  const { isShown, name, isUpToDate, problem, works } = collection
  const what = isShown ? `Shown as “${name}”.` : 'Nothing is shown.'
  const waits = isUpToDate ? '' : ` The hub has yet to ${isShown ? 'show' : 'forget'} it.`
  const why = problem === null ? '' : ` ${problem.message} (${problem.code})`
  const rows = works.map(({ work, state }) => [work.title, artistText(work), stateTexts[state], work.label])
  const list = !isShown || rows.length === 0 ? '' : `\n${table(['Title', 'Artist', 'State', 'Label'], rows)}`
  terminal.result(z.encode(collectionView, collection), `${what}${waits}${why}${list}`)
}

import type { Command } from 'commander'
import { z } from 'zod'
import { favouritesApi } from '../../shared/api/favourites.ts'
import { type HiddenArtistView, hiddenArtistsApi } from '../../shared/api/hiddenArtists.ts'
import { recommendedView } from '../../shared/api/recommends.ts'
import { artistText } from '../../shared/artistText.ts'
import { contextOf, type Context } from '../context.ts'
import { findArtist } from '../findArtist.ts'
import { table } from '../terminal.ts'

/** artists, recommends; hidden, hidden add, remove. */
export function artistCommands(program: Command): void {
  program
    .command('artists <text>')
    .description('find artists by their name')
    .action(async (text: string, _flags: unknown, command: Command) => {
      const { node, terminal } = contextOf(command)
      const found = await node.ask('searchArtists', { text, limit: 50 })
      const rows = found.map(({ name, place, works, address }) => [name, place ?? '', String(works), address])
      terminal.result(
        z.encode(favouritesApi.searchArtists.output, found),
        rows.length === 0 ? 'Nobody found.' : table(['Artist', 'Place', 'Works', 'Account'], rows),
      )
    })

  program
    .command('recommends <artist>')
    .description('whom and what an artist recommends; set your own with: busker profile --recommend')
    .action(async (text: string, _flags: unknown, command: Command) => {
      const context = contextOf(command)
      const address = await findArtist(text, context)
      const found = await context.node.ask('recommended', { address })
      const rows = [
        ...found.artists.map((artist) => [artist.name, '', artist.address]),
        ...found.works.map((work) => [artistText(work), work.title, work.label]),
      ]
      context.terminal.result(
        z.encode(recommendedView, found),
        rows.length === 0 ? 'Nobody.' : table(['Artist', 'Work', 'Account or label'], rows),
      )
    })

  const hidden = program
    .command('hidden')
    .description('artists of whom nothing is found any more; nobody is told of it')
    .action(async (_flags: unknown, command: Command) => {
      const context = contextOf(command)
      show(await context.node.ask('hiddenArtists', {}), context)
    })
  hidden
    .command('add <artist>')
    .description('hide an artist: an account, or a whole name; what you own stays')
    .action(async (text: string, _flags: unknown, command: Command) => {
      const context = contextOf(command)
      const address = await findArtist(text, context)
      show(await context.node.ask('setHidden', { address, isHidden: true }), context)
    })
  hidden
    .command('remove <artist>')
    .description('show an artist again')
    .action(async (text: string, _flags: unknown, command: Command) => {
      const context = contextOf(command)
      const address = await findArtist(text, context, await context.node.ask('hiddenArtists', {}))
      show(await context.node.ask('setHidden', { address, isHidden: false }), context)
    })
}

function show(hidden: readonly HiddenArtistView[], { terminal }: Context): void {
  const rows = hidden.map(({ name, address }) => [name ?? '', address])
  terminal.result(
    z.encode(hiddenArtistsApi.hiddenArtists.output, [...hidden]),
    rows.length === 0 ? 'Nobody is hidden.' : table(['Artist', 'Account'], rows),
  )
}

import type { Command } from 'commander'
import { z } from 'zod'
import { type ListedPlaylist, listedPlaylist } from '../../shared/api/playlistCommands.ts'
import type { Label } from '../../shared/ids.ts'
import { parseCount, parseHeardLabel } from '../arguments.ts'
import { contextOf, type Context } from '../context.ts'
import { findPlaylist } from '../findPlaylist.ts'
import { table } from '../terminal.ts'

/** playlist show, create, add, drop, move, rename, remove. @param playlist the command they belong to */
export function playlistEditCommands(playlist: Command): void {
  playlist
    .command('show <name>')
    .description('its tracks, with their places')
    .action(async (name: string, _flags: unknown, command: Command) => {
      const context = contextOf(command)
      show(await read(name, context), context)
    })
  playlist
    .command('create <name> [labels...]')
    .description('make one, of these tracks')
    .action(async (name: string, labels: string[], _flags: unknown, command: Command) => {
      const context = contextOf(command)
      const tracks = labels.map(parseHeardLabel)
      show(await context.node.ask('savePlaylist', { name, tracks }), context)
    })
  playlist
    .command('add <name> <labels...>')
    .description('put tracks at its end')
    .action(async (name: string, labels: string[], _flags: unknown, command: Command) => {
      const added = labels.map(parseHeardLabel)
      await change(name, contextOf(command), (tracks) => [...tracks, ...added])
    })
  playlist
    .command('drop <name> <places...>')
    .description('take tracks out, by their places; they stay yours')
    .action(async (name: string, places: string[], _flags: unknown, command: Command) => {
      await change(name, contextOf(command), (tracks) => {
        const dropped = new Set(places.map((place) => parseCount(place, 1, tracks.length) - 1))
        return tracks.filter((_track, index) => !dropped.has(index))
      })
    })
  playlist
    .command('move <name> <place> <to>')
    .description('put the track of one place at another')
    .action(async (name: string, place: string, to: string, _flags: unknown, command: Command) => {
      await change(name, contextOf(command), (tracks) => {
        const [from, at] = [place, to].map((text) => parseCount(text, 1, tracks.length) - 1)
        const left = tracks.filter((_track, index) => index !== from)
        return left.toSpliced(at ?? 0, 0, ...tracks.filter((_track, index) => index === from))
      })
    })
  playlist
    .command('rename <name> <to>')
    .description('call it something else')
    .action(async (name: string, to: string, _flags: unknown, command: Command) => {
      const context = contextOf(command)
      const { id } = await findPlaylist(name, context)
      show(await context.node.ask('savePlaylist', { id, name: to }), context)
    })
  playlist
    .command('remove <name>')
    .description('remove it; its tracks stay yours')
    .action(async (name: string, _flags: unknown, command: Command) => {
      const context = contextOf(command)
      const { id } = await findPlaylist(name, context)
      context.terminal.result(await context.node.ask('removePlaylist', { id }), `“${name}” is removed.`)
    })
}

async function read(name: string, context: Context): Promise<ListedPlaylist> {
  const { id } = await findPlaylist(name, context)
  return context.node.ask('playlist', { id })
}

async function change(
  name: string,
  context: Context,
  arrange: (tracks: readonly Label[]) => readonly Label[],
): Promise<void> {
  const { id, tracks } = await read(name, context)
  const next = arrange(tracks.map(({ label }) => label))
  show(await context.node.ask('savePlaylist', { id, tracks: [...next] }), context)
}

function show(playlist: ListedPlaylist, { terminal }: Context): void {
  const rows = playlist.tracks.map(({ label, work }, index) => [
    String(index + 1),
    work?.title ?? '(not here)',
    work?.artistName ?? '',
    label,
  ])
  const text = rows.length === 0 ? 'Nothing in it yet.' : table(['Place', 'Title', 'Artist', 'Label'], rows)
  terminal.result(z.encode(listedPlaylist, playlist), `“${playlist.name}”\n${text}`)
}

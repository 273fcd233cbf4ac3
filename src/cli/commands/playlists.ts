import { dirname, parse } from 'node:path'
import type { Command } from 'commander'
import writeFileAtomic from 'write-file-atomic'
import { readPlaylistFile } from '../../node/playlists/readPlaylistFile.ts'
import { parsePath } from '../arguments.ts'
import { contextOf } from '../context.ts'
import { findPlaylist } from '../findPlaylist.ts'
import { table } from '../terminal.ts'
import { playlistFolderCommands } from './playlistFolders.ts'
import { playlistEditCommands } from './playlistEdits.ts'

/** playlists, playlist show, create, …, export, import. */
export function playlistCommands(program: Command): void {
  program
    .command('playlists')
    .description('your playlists, and how much is in each')
    .action(async (_flags: unknown, command: Command) => {
      const { node, terminal } = contextOf(command)
      const playlists = await node.ask('playlistNames', {})
      const rows = playlists.map(({ name, tracks, id }) => [name, String(tracks), id])
      terminal.result(
        playlists,
        rows.length === 0 ? 'No playlists yet.' : table(['Name', 'Tracks', 'Id'], rows),
      )
    })

  const playlist = program
    .command('playlist')
    .description('a playlist, and playlists as files of other programs (M3U8)')
  playlistEditCommands(playlist)
  playlistFolderCommands(playlist)
  playlist
    .command('export <name>')
    .description('write a playlist: downloaded files by their paths, all else as links that Busker opens')
    .requiredOption('--out <file>', 'where to; files are looked for in its folder, as download puts them')
    .action(async (name: string, flags: { out: string }, command: Command) => {
      const context = contextOf(command)
      const { id } = await findPlaylist(name, context)
      const out = parsePath(flags.out)
      const { text, files, links } = await context.node.ask('playlistFile', { id, folder: dirname(out) })
      await writeFileAtomic(out, text)
      context.terminal.result(
        { file: out, files, links },
        `${out}: ${files} by their paths, ${links} as links.`,
      )
    })
  playlist
    .command('import <file>')
    .description('make a playlist of what you own among what a file names')
    .option('--name <name>', 'left out: as the file says, or as it is called')
    .action(async (text: string, { name }: { name?: string }, command: Command) => {
      const { node, terminal } = contextOf(command)
      const file = parsePath(text)
      const imported = await node.ask('importPlaylist', {
        ...(name !== undefined && { name }),
        fileName: parse(file).name.slice(0, 1024),
        content: await readPlaylistFile(file),
      })
      const { playlist: made, found, missing } = imported
      const said =
        made === null ? 'Nothing of it is yours, so no playlist was made.' : `“${made.name}” has ${found}.`
      terminal.result(imported, [said, ...missing.map((one) => `Not yours: ${one}`)].join('\n'))
      // A script must notice that there is none.
      if (made === null) process.exitCode = 1
    })
}

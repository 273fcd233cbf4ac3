import type { Command } from 'commander'
import { writeListFiles } from '../../node/playlists/writeListFiles.ts'
import type { PlaylistFolderView } from '../../shared/api/playlistFolders.ts'
import { BuskerError } from '../../shared/errors.ts'
import { parsePath } from '../arguments.ts'
import { contextOf, type Context } from '../context.ts'
import { table } from '../terminal.ts'

/** playlist folder list, create, add, take, rename, remove, export. @param playlist the command they belong to */
export function playlistFolderCommands(playlist: Command): void {
  const folder = playlist.command('folder').description('folders of playlists and smart lists')
  folder
    .command('list')
    .description('all folders, and what is in each')
    .action(async (_flags: unknown, command: Command) => {
      const context = contextOf(command)
      const [folders, lists] = await Promise.all([context.node.ask('playlistFolders', {}), allLists(context)])
      const shown = folders.map(({ id, name }) => ({
        id,
        name,
        lists: lists.filter((list) => list.folder === id).map((list) => list.name),
      }))
      const rows = shown.map((one) => [one.name, one.lists.join(', '), one.id])
      context.terminal.result(
        shown,
        rows.length === 0 ? 'No folders yet.' : table(['Name', 'Lists', 'Id'], rows),
      )
    })
  folder
    .command('create <name>')
    .description('make one')
    .action(async (name: string, _flags: unknown, command: Command) => {
      const { node, terminal } = contextOf(command)
      const made = await node.ask('createPlaylistFolder', { name })
      terminal.result(made, `“${made.name}” is made.`)
    })
  folder
    .command('add <folder> <lists...>')
    .description('put playlists and smart lists into it')
    .action(async (name: string, lists: string[], _flags: unknown, command: Command) => {
      const context = contextOf(command)
      const to = await findFolder(name, context)
      await move(lists, to.id, context)
      context.terminal.result({ folder: to, moved: lists.length }, `“${to.name}” has ${lists.length} more.`)
    })
  folder
    .command('take <lists...>')
    .description('take playlists and smart lists out of their folders')
    .action(async (lists: string[], _flags: unknown, command: Command) => {
      const context = contextOf(command)
      await move(lists, null, context)
      context.terminal.result({ moved: lists.length }, `${lists.length} in no folder now.`)
    })
  folder
    .command('rename <folder> <to>')
    .description('call it something else')
    .action(async (name: string, to: string, _flags: unknown, command: Command) => {
      const context = contextOf(command)
      const { id } = await findFolder(name, context)
      const renamed = await context.node.ask('renamePlaylistFolder', { id, name: to })
      context.terminal.result(renamed, `It is called “${renamed.name}”.`)
    })
  folder
    .command('remove <folder>')
    .description('remove it; the lists in it stay')
    .action(async (name: string, _flags: unknown, command: Command) => {
      const context = contextOf(command)
      const { id } = await findFolder(name, context)
      context.terminal.result(await context.node.ask('removePlaylistFolder', { id }), `“${name}” is removed.`)
    })
  folder
    .command('export <folder>')
    .description('write each of its lists as a file (M3U8); no file that is there is replaced')
    .requiredOption('--out <folder>', 'where to; it is made where there is none')
    .action(async (name: string, flags: { out: string }, command: Command) => {
      const context = contextOf(command)
      const { id } = await findFolder(name, context)
      const out = parsePath(flags.out)
      const lists = await context.node.ask('playlistFolderFiles', { id, folder: out })
      const files = await writeListFiles(out, lists)
      context.terminal.result({ files }, files.length === 0 ? 'There is no list in it.' : files.join('\n'))
    })
}

async function allLists({ node }: Context) {
  return [...(await node.ask('playlistNames', {})), ...(await node.ask('smartLists', {}))]
}

/** Nothing is moved where one of them is not found. */
async function move(names: readonly string[], folder: string | null, context: Context): Promise<void> {
  const lists = await allLists(context)
  const ids = names.map(
    (name) => one(lists, name, 'LIBRARY_NO_PLAYLIST', 'busker playlists, busker lists').id,
  )
  for (const list of ids) await context.node.ask('moveList', { list, folder })
}

async function findFolder(name: string, { node }: Context): Promise<PlaylistFolderView> {
  const folders = await node.ask('playlistFolders', {})
  return one(folders, name, 'LIBRARY_NO_FOLDER', 'busker playlist folder list')
}

/** By its name or its id. @throws BuskerError with the code where there is none, or several */
function one<Named extends { readonly id: string; readonly name: string }>(
  all: readonly Named[],
  text: string,
  code: 'LIBRARY_NO_PLAYLIST' | 'LIBRARY_NO_FOLDER',
  see: string,
): Named {
  const found = all.filter(({ id, name }) => id === text || name === text)
  const [only] = found
  if (only !== undefined && found.length === 1) return only
  throw new BuskerError(
    code,
    found.length === 0
      ? `Nothing is called "${text}". See: ${see}`
      : `Several are called "${text}": name one by its id. See: ${see}`,
  )
}

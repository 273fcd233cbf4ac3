import type { Command } from 'commander'
import { z } from 'zod'
import { localPathsApi, type LocalFolderView } from '../../shared/api/localFiles.ts'
import { BuskerError } from '../../shared/errors.ts'
import { parseCount, parsePath } from '../arguments.ts'
import { contextOf } from '../context.ts'
import { table } from '../terminal.ts'

/** folders, folder add, folder remove, folder scan, folder files. */
export function localFolderCommands(program: Command): void {
  program
    .command('folders')
    .description('folders whose music is listed and played beside what you bought')
    .action(async (_flags: unknown, command: Command) => {
      const { node, terminal } = contextOf(command)
      const folders = await node.ask('localFolders', {})
      terminal.result(folders, foldersText(folders))
    })

  const folder = program
    .command('folder')
    .description('music of your own: nothing of it is published, sent or changed')
  folder
    .command('add <folder>')
    .description('watch a folder, and read what is in it')
    .action(async (text: string, _flags: unknown, command: Command) => {
      const { node, terminal } = contextOf(command)
      await node.ask('addLocalFolder', { path: parsePath(text) })
      const folders = await node.ask('scanLocalFolders', {})
      terminal.result(folders, foldersText(folders))
    })
  folder
    .command('remove <folder>')
    .description('watch it no more; its files stay as they are')
    .action(async (text: string, _flags: unknown, command: Command) => {
      const { node, terminal } = contextOf(command)
      const [path, before] = [parsePath(text), await node.ask('localFolders', {})]
      const found = before.find((one) => one.id === text || one.path === path)
      if (found === undefined) {
        throw new BuskerError('LOCAL_FOLDER_UNKNOWN', `${text} is not watched. See: busker folders`)
      }
      const folders = await node.ask('removeLocalFolder', { id: found.id })
      terminal.result(folders, foldersText(folders))
    })
  folder
    .command('scan')
    .description('look through all folders now')
    .action(async (_flags: unknown, command: Command) => {
      const { node, terminal } = contextOf(command)
      const folders = await node.ask('scanLocalFolders', {})
      terminal.result(folders, foldersText(folders))
    })
  folder
    .command('files [text]')
    .description('their music, added last first')
    .option('--limit <n>', 'at most this many', '100')
    .action(async (text: string | undefined, { limit }: { limit: string }, command: Command) => {
      const { node, terminal } = contextOf(command)
      const files = await node.ask('localFiles', {
        text: text ?? '',
        limit: parseCount(limit, 1, 10_000),
      })
      const rows = files.map(({ title, artistName, releaseTitle, label }) => [
        title,
        artistName,
        releaseTitle ?? '',
        label,
      ])
      terminal.result(
        z.encode(localPathsApi.localFiles.output, files),
        rows.length === 0 ? 'No such files.' : table(['Title', 'Artist', 'Release', 'Label'], rows),
      )
    })
}

function foldersText(folders: readonly LocalFolderView[]): string {
  if (folders.length === 0) return 'No folders yet. Add one: busker folder add FOLDER'
  const rows = folders.map((one) => [one.path, String(one.tracks), stateOf(one)])
  return table(['Folder', 'Tracks', ''], rows)
}

function stateOf({ isHere, isReading, isFull, problems }: LocalFolderView): string {
  if (isReading) return 'being read'
  if (!isHere) return 'away'
  const left = problems.length === 0 ? '' : `${problems.length} can’t be played`
  return isFull ? [left, 'full: the others are left out'].filter(Boolean).join('; ') : left
}

import type { Command } from 'commander'
import { z } from 'zod'
import { minAudioLimit, storageApi } from '../../shared/api/storage.ts'
import { parseCount, parseLabel } from '../arguments.ts'
import { contextOf } from '../context.ts'

const megabyte = 1_000_000

/** space. */
export function storageCommands(program: Command): void {
  program
    .command('space')
    .description('what kept music takes on this machine, and a limit to it')
    .option('--limit <megabytes>', 'let go what was played least lately, now and later; "none" for no limit')
    .option('--remove <labels...>', 'let go these tracks; they stay yours, and are fetched again when played')
    .action(async ({ limit, remove }: { limit?: string; remove?: string[] }, command: Command) => {
      const { node, terminal } = contextOf(command)
      if (remove !== undefined) {
        const labels = remove.map((text) => parseLabel(text, 'busker works --bought'))
        await node.ask('removeAudio', { labels })
      }
      const view =
        limit === undefined
          ? await node.ask('audioStorage', {})
          : await node.ask('setAudioLimit', {
              limit: limit === 'none' ? null : parseCount(limit, minAudioLimit / megabyte, 1e9) * megabyte,
            })
      const of = view.limit === null ? 'without a limit' : `of ${view.limit / megabyte} MB`
      const used = (view.bytes / megabyte).toFixed(1)
      terminal.result(
        z.encode(storageApi.audioStorage.output, view),
        `${used} MB in ${view.tracks} tracks, ${of}.`,
      )
    })
}

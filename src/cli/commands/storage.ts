import type { Command } from 'commander'
import { z } from 'zod'
import { minAudioLimit, storageApi } from '../../shared/api/storage.ts'
import { parseCount } from '../arguments.ts'
import { contextOf } from '../context.ts'

const megabyte = 1_000_000

/** space. */
export function storageCommands(program: Command): void {
  program
    .command('space')
    .description('what kept music takes on this machine, and a limit to it')
    .option('--limit <megabytes>', 'let go what was played least lately, now and later; "none" for no limit')
    .action(async ({ limit }: { limit?: string }, command: Command) => {
      const { node, terminal } = contextOf(command)
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

import type { Command } from 'commander'
import { parsePath } from '../arguments.ts'
import { contextOf } from '../context.ts'

/** relay up. What takes long to load is loaded by the command that needs it. */
export function relayCommands(program: Command): void {
  program
    .command('relay')
    .description('passes connections and news on beside a hub; see docs/operating-a-hub.md')
    .command('up')
    .description('run the relay that relay.json in this folder describes, until Ctrl-C')
    .argument('<folder>', 'where the relay keeps everything')
    .action(async (folder: string, _flags: unknown, command: Command) => {
      const { runRelay } = await import('../runRelay.ts')
      await runRelay(parsePath(folder), contextOf(command).terminal)
    })
}

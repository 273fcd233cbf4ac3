import type { Command } from 'commander'
import { parsePath } from '../arguments.ts'
import { contextOf } from '../context.ts'

/** ursula up. What takes long to load is loaded by the command that needs it. */
export function ursulaCommands(program: Command): void {
  program
    .command('ursula')
    .description('re-encrypts for those who bought; see docs/operating-a-hub.md')
    .command('up')
    .description('run the Ursula that ursula.json in this folder describes, until Ctrl-C')
    .argument('<folder>', 'where the Ursula keeps everything')
    .action(async (folder: string, _flags: unknown, command: Command) => {
      const { runUrsula } = await import('../runUrsula.ts')
      await runUrsula(parsePath(folder), contextOf(command).terminal)
    })
}

import type { Command } from 'commander'
import { runOrServe, serviceOption } from './serviceOption.ts'

/** ursula up. What takes long to load is loaded by the command that needs it. */
export function ursulaCommands(program: Command): void {
  program
    .command('ursula')
    .description('re-encrypts for those who bought; see docs/operating-a-hub.md')
    .command('up')
    .description('run the Ursula that ursula.json in this folder describes, until Ctrl-C')
    .argument('<folder>', 'where the Ursula keeps everything')
    .addOption(serviceOption('ursula'))
    .action(
      runOrServe('ursula', async (folder, terminal) => {
        const { runUrsula } = await import('../runUrsula.ts')
        await runUrsula(folder, terminal)
      }),
    )
}

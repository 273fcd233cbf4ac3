import type { Command } from 'commander'
import { runOrServe, serviceOption } from './serviceOption.ts'

/** relay up. What takes long to load is loaded by the command that needs it. */
export function relayCommands(program: Command): void {
  program
    .command('relay')
    .description('passes connections and news on beside a hub; see docs/operating-a-hub.md')
    .command('up')
    .description('run the relay that relay.json in this folder describes, until Ctrl-C')
    .argument('<folder>', 'where the relay keeps everything')
    .addOption(serviceOption('relay'))
    .action(
      runOrServe('relay', async (folder, terminal) => {
        const { runRelay } = await import('../runRelay.ts')
        await runRelay(folder, terminal)
      }),
    )
}

import type { Command } from 'commander'
import { contextOf } from '../context.ts'
import { describeLease } from '../describeLease.ts'

/** take-over. */
export function leaseCommands(program: Command): void {
  program
    .command('take-over')
    .description('say which of your machines makes payments; with --yes: from now on this one')
    .option('--yes', 'ask the other machine to stop, and go on here from the newest copy')
    .action(async ({ yes }: { yes?: true }, command: Command) => {
      const { node, terminal } = contextOf(command)
      const view = yes === true ? await node.ask('takeOver', {}) : await node.ask('lease', {})
      terminal.result(view, describeLease(view))
    })
}

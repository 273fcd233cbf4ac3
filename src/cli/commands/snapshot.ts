import type { Command } from 'commander'
import { parseDescriptor, parsePath } from '../arguments.ts'
import { contextOf } from '../context.ts'

/** snapshot export | keep | import. */
export function snapshotCommands(program: Command): void {
  const snapshot = program
    .command('snapshot')
    .description('purchases, receipts and keys, sealed to yourself: what the 24 words cannot bring back')

  snapshot
    .command('export <file>')
    .description('write one to a file')
    .action(async (text: string, _flags: unknown, command: Command) => {
      const { node, terminal } = contextOf(command)
      const file = parsePath(text)
      const { number } = await node.ask('snapshotExport', { file })
      terminal.result({ file, number }, `Snapshot ${number} is in ${file}. Only your 24 words open it.`)
    })

  snapshot
    .command('keep')
    .description('give the hub the newest one now')
    .action(async (_flags: unknown, command: Command) => {
      const { node, terminal } = contextOf(command)
      const { number } = await node.ask('snapshotKeep', {})
      terminal.result({ number }, `The hub keeps snapshot ${number}.`)
    })

  snapshot
    .command('import <file>')
    .description('make a node out of a file and your 24 words, without asking a hub')
    .option('--words-fd <n>', 'read the words from this file descriptor', parseDescriptor)
    .option('--passphrase-fd <n>', 'read the new passphrase from this file descriptor', parseDescriptor)
    .action(async (text: string, flags: { wordsFd?: number; passphraseFd?: number }, command: Command) => {
      const { restoreIdentity } = await import('../identity.ts')
      await restoreIdentity({ ...flags, snapshot: text, hub: false }, contextOf(command))
    })
}

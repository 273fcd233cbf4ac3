import type { Command } from 'commander'
import { parsePath } from '../arguments.ts'
import { contextOf } from '../context.ts'

/** hub block | unblock | blocks | reports | dismiss. */
export function hubModerationCommands(hub: Command): void {
  const folderHelp = 'where the hub keeps everything'
  const namedHelp = 'an account, a label, or the CID of a manifest; of a work all editions are meant'

  hub
    .command('block')
    .description('leave an artist or a work out of what the hub finds and lists; they are sold as before')
    .argument('<folder>', folderHelp)
    .argument('<named>', namedHelp)
    .requiredOption('--reason <text>', 'why: everybody can read it')
    .action(async (folder: string, named: string, { reason }: { reason: string }, command: Command) => {
      const { blockAtHub } = await import('../moderating.ts')
      await blockAtHub(parsePath(folder), named, reason, contextOf(command).terminal)
    })

  hub
    .command('unblock')
    .description('find and list it again')
    .argument('<folder>', folderHelp)
    .argument('<named>', namedHelp)
    .requiredOption('--reason <text>', 'why: everybody can read it')
    .action(async (folder: string, named: string, { reason }: { reason: string }, command: Command) => {
      const { unblockAtHub } = await import('../moderating.ts')
      await unblockAtHub(parsePath(folder), named, reason, contextOf(command).terminal)
    })

  hub
    .command('blocks')
    .description('what is left out, since when and why')
    .argument('<folder>', folderHelp)
    .action(async (folder: string, _flags: unknown, command: Command) => {
      const { showBlocks } = await import('../moderating.ts')
      await showBlocks(parsePath(folder), contextOf(command).terminal)
    })

  hub
    .command('reports')
    .description('what people report of artists and works; `hub block` or `hub dismiss` settles it')
    .argument('<folder>', folderHelp)
    .action(async (folder: string, _flags: unknown, command: Command) => {
      const { showReports } = await import('../moderating.ts')
      await showReports(parsePath(folder), contextOf(command).terminal)
    })

  hub
    .command('dismiss')
    .description('settle what is reported of this, and leave it where it is')
    .argument('<folder>', folderHelp)
    .argument('<named>', namedHelp)
    .action(async (folder: string, named: string, _flags: unknown, command: Command) => {
      const { dismissReports } = await import('../moderating.ts')
      await dismissReports(parsePath(folder), named, contextOf(command).terminal)
    })
}

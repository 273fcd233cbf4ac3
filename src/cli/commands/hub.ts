import type { Command } from 'commander'
import { parsePath } from '../arguments.ts'
import { contextOf } from '../context.ts'
import { hubInvitationCommands } from './hubInvitations.ts'

/** hub address | run, and invitations. What takes long to load is loaded by the command that needs it. */
export function hubCommands(program: Command): void {
  const hub = program
    .command('hub')
    .description('what an operator runs on a server; see docs/operating-a-hub.md')

  hub
    .command('address')
    .description('the account to fund and the peer, made where there are none yet')
    .argument('<folder>', 'where the hub keeps everything')
    .action(async (folder: string, _flags: unknown, command: Command) => {
      const { showHubAddress } = await import('../runHub.ts')
      await showHubAddress(parsePath(folder), contextOf(command).terminal)
    })

  hub
    .command('run')
    .description('run the hub that hub.json in this folder describes, until Ctrl-C')
    .argument('<folder>', 'where the hub keeps everything')
    .action(async (folder: string, _flags: unknown, command: Command) => {
      const { runHub } = await import('../runHub.ts')
      await runHub(parsePath(folder), contextOf(command).terminal)
    })

  hubInvitationCommands(hub)
}

import type { Command } from 'commander'
import { parsePath } from '../arguments.ts'
import { contextOf } from '../context.ts'
import type { InviteFlags } from '../inviting.ts'

/** hub invite | vouchers | revoke. */
export function hubInvitationCommands(hub: Command): void {
  const folderHelp = 'where the hub keeps everything'

  hub
    .command('invite')
    .description('make a link to your network, and a picture of it to print; the hub may run meanwhile')
    .argument('<folder>', folderHelp)
    .option('--credit <amount>', 'what whoever redeems it first is given to spend, out of your budget')
    .option('--days <n>', 'it runs out after so many')
    .option('--out <path>', 'write it as PATH.busker, PATH.svg and PATH.png')
    .action(async (folder: string, flags: InviteFlags, command: Command) => {
      const { invite } = await import('../inviting.ts')
      const out = flags.out === undefined ? {} : { out: parsePath(flags.out) }
      await invite(parsePath(folder), { ...flags, ...out }, contextOf(command).terminal)
    })

  hub
    .command('vouchers')
    .description('the credit that was put into invitations, and what became of it')
    .argument('<folder>', folderHelp)
    .action(async (folder: string, _flags: unknown, command: Command) => {
      const { listVouchers } = await import('../inviting.ts')
      await listVouchers(parsePath(folder), contextOf(command).terminal)
    })

  hub
    .command('revoke')
    .description('take back the credit of an invitation that nobody has redeemed')
    .argument('<folder>', folderHelp)
    .argument('<voucher>', 'as `hub vouchers` lists it')
    .action(async (folder: string, voucher: string, _flags: unknown, command: Command) => {
      const { revokeVoucher } = await import('../inviting.ts')
      await revokeVoucher(parsePath(folder), voucher, contextOf(command).terminal)
    })
}

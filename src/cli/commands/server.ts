import type { Command } from 'commander'
import { z } from 'zod'
import { serverOverview } from '../../shared/api/remote.ts'
import { cleanLine } from '../../shared/text.ts'
import { parseDescriptor } from '../arguments.ts'
import { contextOf } from '../context.ts'
import { describeLease } from '../describeLease.ts'
import { describeCode, describeOverview, describePaired } from '../describeServer.ts'
import { localTime } from '../localTime.ts'
import { readSecret } from '../secrets.ts'
import { table } from '../terminal.ts'

/** On the server: node pair | apps | unpair. */
export function pairingCommands(node: Command): void {
  node
    .command('pair')
    .description('show a code that lets one app of yours drive this node: once, for ten minutes')
    .action(async (_flags: unknown, command: Command) => {
      const { node, terminal } = contextOf(command)
      const opened = await node.ask('openPairing', {})
      terminal.result(opened, describeCode(opened))
    })

  node
    .command('apps')
    .description('the apps that may drive this node')
    .action(async (_flags: unknown, command: Command) => {
      const { node, terminal } = contextOf(command)
      const apps = await node.ask('pairedApps', {})
      const rows = apps.map(({ peer, name, at }) => [peer, cleanLine(name), localTime(at)])
      terminal.result(apps, rows.length === 0 ? 'None.' : table(['App', 'Machine', 'Paired'], rows))
    })

  node
    .command('unpair <app>')
    .description('an app, such as one on a lost laptop, may not drive this node any more')
    .action(async (app: string, _flags: unknown, command: Command) => {
      const { node, terminal } = contextOf(command)
      terminal.result(await node.ask('unpairApp', { peer: app }), 'It is not answered any more.')
    })
}

/** On one's own machine: server status | pair | sell | unpair. */
export function serverCommands(program: Command): void {
  const server = program
    .command('server')
    .description('a server of yours that sells while this machine is off; see docs/commands.md')

  server
    .command('status', { isDefault: true })
    .description('how your server is, and what it has sold')
    .action(async (_flags: unknown, command: Command) => {
      const { node, terminal } = contextOf(command)
      const overview = await node.ask('serverOverview', {})
      terminal.result(z.encode(serverOverview, overview), describeOverview(overview))
    })

  server
    .command('pair')
    .description('pair with a server by the code that `busker node pair` shows there')
    .option('--code-fd <n>', 'read the code from this file descriptor', parseDescriptor)
    .action(async ({ codeFd }: { codeFd?: number }, command: Command) => {
      const { node, terminal } = contextOf(command)
      const { server } = await node.ask('pairServer', { code: await readSecret('Code: ', codeFd) })
      terminal.result({ server }, describePaired(server))
    })

  server
    .command('sell')
    .description('your server goes on in place of this machine; back again: busker take-over --yes')
    .action(async (_flags: unknown, command: Command) => {
      const { node, terminal } = contextOf(command)
      const lease = await node.ask('sellFromServer', {})
      const text = lease.isHere
        ? 'Your server sells.'
        : lease.isTakingOver
          ? 'Your server is asked to go on: it does once this machine has let go. See: busker server'
          : describeLease(lease)
      terminal.result(lease, text)
    })

  server
    .command('unpair')
    .description('forget your server; what it sells goes on')
    .action(async (_flags: unknown, command: Command) => {
      const { node, terminal } = contextOf(command)
      const answer = await node.ask('unpairServer', {})
      const text = answer.isTold
        ? 'Forgotten, there too.'
        : 'Forgotten here. The server did not answer: take this machine off there too, with busker node unpair.'
      terminal.result(answer, text)
    })
}

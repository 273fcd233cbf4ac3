import type { Command } from 'commander'
import { describeProblem } from '../../shared/describeProblem.ts'
import { parseDescriptor, parsePath } from '../arguments.ts'
import { contextOf } from '../context.ts'
import { describeWatching } from '../describeWatching.ts'
import type { InitFlags } from '../identity.ts'
import type { JoinFlags } from '../joining.ts'
import { readCredential, readSecret } from '../secrets.ts'
import { table } from '../terminal.ts'
import { pairingCommands } from './server.ts'
import { type ServiceFlags, serviceOption } from './serviceOption.ts'

const acceptContractsHelp = "take the operator's word for contracts that Busker does not know by itself"

interface NodeFlags extends ServiceFlags {
  readonly network?: string
  readonly acceptContracts?: boolean
  readonly passphraseFd?: number
  readonly passphraseCredential?: string
}

interface PassphraseFlags {
  readonly words?: boolean
  readonly wordsFd?: number
  readonly passphraseFd?: number
}

/** init, join, node and its apps, passphrase, status. What takes long to load is loaded by the command that needs it. */
export function nodeCommands(program: Command): void {
  program
    .command('init')
    .description('make a new identity here, or bring yours back with --restore')
    .option('--restore', 'from your 24 words, with the snapshot that the hub keeps')
    .option('--snapshot <file>', 'with --restore: from a snapshot file too; the newer one counts')
    .option('--no-hub', 'with --restore: do not ask the hub')
    .option('--network <file>', 'the profile of the network; left out: the local one that runs')
    .option('--accept-contracts', acceptContractsHelp)
    .option('--words-fd <n>', 'read the words from this file descriptor', parseDescriptor)
    .option('--passphrase-fd <n>', 'read the passphrase from this file descriptor', parseDescriptor)
    .action(async (flags: InitFlags, command: Command) => {
      const { makeIdentity, restoreIdentity } = await import('../identity.ts')
      const context = contextOf(command)
      await (flags.restore === true ? restoreIdentity(flags, context) : makeIdentity(flags, context))
    })

  program
    .command('join <invitation>')
    .description('join the network of an invitation: a link, or a file that has one')
    .option('--look', 'only say who runs it, what it costs and what it sees')
    .option('--accept-contracts', acceptContractsHelp)
    .action(async (invitation: string, flags: JoinFlags, command: Command) => {
      const { join } = await import('../joining.ts')
      await join(invitation, flags, contextOf(command))
    })

  const node = program
    .command('node')
    .description('run your node: sells, buys and plays until Ctrl-C')
    .option('--network <file>', 'the profile of its network; needed once at most')
    .option('--accept-contracts', acceptContractsHelp)
    .option('--passphrase-fd <n>', 'read the passphrase from this file descriptor', parseDescriptor)
    .option('--passphrase-credential <name>', 'read the passphrase from this credential of systemd')
    .addOption(serviceOption('node'))
    .action(async (flags: NodeFlags, command: Command) => {
      const { folder, terminal } = contextOf(command)
      const networkFile = flags.network === undefined ? undefined : parsePath(flags.network)
      const acceptsContracts = flags.acceptContracts === true
      const { passphraseFd, passphraseCredential, service } = flags
      const passphrase = () =>
        passphraseCredential === undefined
          ? readSecret('Passphrase: ', passphraseFd)
          : readCredential(passphraseCredential)
      if (service === undefined) {
        const { runNode } = await import('../runNode.ts')
        await runNode({ folder, acceptsContracts, networkFile, passphrase, terminal })
      } else {
        const { writeNodeService } = await import('../services.ts')
        const name = service === true ? 'busker-node' : service
        await writeNodeService({ name, folder, acceptsContracts, networkFile, passphrase, terminal })
      }
    })

  pairingCommands(node)

  program
    .command('passphrase')
    .description('change the passphrase')
    .option(
      '--passphrase-fd <n>',
      'read the old one, then the new one, from this file descriptor',
      parseDescriptor,
    )
    .option('--words', 'forgot it, or the vault is damaged: the 24 words open it')
    .option('--words-fd <n>', 'read the words from this file descriptor', parseDescriptor)
    .action(async ({ words, ...fds }: PassphraseFlags, command: Command) => {
      const { changePassphrase, changePassphraseByWords } = await import('../identity.ts')
      const context = contextOf(command)
      await (words === true
        ? changePassphraseByWords(fds, context)
        : changePassphrase(fds.passphraseFd, context))
    })

  program
    .command('status')
    .description('what your node is doing')
    .action(async (_flags: unknown, command: Command) => {
      const { node, terminal } = contextOf(command)
      const status = await node.ask('status', {})
      const towers = await node.ask('towers', {})
      const parts = status.parts.map((part) => [part.name, part.state, describeProblem(part)])
      const lines = [
        `Account ${status.account}`,
        `Network ${status.network.name} (${status.network.id})`,
        ...status.warnings.map(({ code, message }) => `${code}: ${message}`),
        table(['Part', 'State', ''], parts),
        ...describeWatching(towers),
      ]
      terminal.result({ ...status, towers }, lines.join('\n'))
    })
}

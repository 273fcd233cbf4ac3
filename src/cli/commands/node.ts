import type { Command } from 'commander'
import { changeLock, createVault, lockOf, unlockVault } from '../../node/keys/vault.ts'
import { passphraseLock } from '../../node/keys/vaultLock.ts'
import { newWords } from '../../node/keys/words.ts'
import { nodeFolder } from '../../node/store/nodeFolder.ts'
import { parseDescriptor, parsePath } from '../arguments.ts'
import { chooseNetwork } from '../chooseNetwork.ts'
import { contextOf, type Context } from '../context.ts'
import { describeRestored, restoreNode } from '../restoreNode.ts'
import { runNode } from '../runNode.ts'
import { readNewSecret, readSecret } from '../secrets.ts'
import { table } from '../terminal.ts'

/** init, node, passphrase, status. */
export function nodeCommands(program: Command): void {
  program
    .command('init')
    .description('make a new identity here, or bring yours back with --restore')
    .option('--restore', 'from your 24 words, with the snapshot that the hub keeps')
    .option('--snapshot <file>', 'with --restore: from a snapshot file too; the newer one counts')
    .option('--no-hub', 'with --restore: do not ask the hub')
    .option('--network <file>', 'the profile of the network; left out: the local one that runs')
    .option('--words-fd <n>', 'read the words from this file descriptor', parseDescriptor)
    .option('--passphrase-fd <n>', 'read the passphrase from this file descriptor', parseDescriptor)
    .action(async (flags: InitFlags, command: Command) => {
      const context = contextOf(command)
      await (flags.restore === true ? restoreHere(flags, context) : makeHere(flags, context))
    })

  program
    .command('node')
    .description('run your node: sells, buys and plays until Ctrl-C')
    .option('--network <file>', 'the profile of its network; needed once at most')
    .option('--passphrase-fd <n>', 'read the passphrase from this file descriptor', parseDescriptor)
    .action(async (flags: { network?: string; passphraseFd?: number }, command: Command) => {
      const { folder, terminal } = contextOf(command)
      await runNode({
        folder,
        networkFile: flags.network === undefined ? undefined : parsePath(flags.network),
        passphrase: () => readSecret('Passphrase: ', flags.passphraseFd),
        terminal,
      })
    })

  program
    .command('passphrase')
    .description('change the passphrase')
    .option(
      '--passphrase-fd <n>',
      'read the old one, then the new one, from this file descriptor',
      parseDescriptor,
    )
    .action(async (flags: { passphraseFd?: number }, command: Command) => {
      const { folder, terminal } = contextOf(command)
      const { vault } = nodeFolder(folder)
      await lockOf(vault)
      const old = passphraseLock(await readSecret('Passphrase: ', flags.passphraseFd))
      const changed = passphraseLock(await readNewSecret('New passphrase: ', flags.passphraseFd))
      await changeLock(vault, old, changed)
      terminal.result(
        { changed: true },
        'Changed. Copies of the vault made before still open with the old one.',
      )
    })

  program
    .command('status')
    .description('what your node is doing')
    .action(async (_flags: unknown, command: Command) => {
      const { node, terminal } = contextOf(command)
      const status = await node.ask('status', {})
      const parts = status.parts.map(({ name, state, detail }) => [name, state, detail])
      const lines = [
        `Account ${status.account}`,
        `Network ${status.network.name} (${status.network.id})`,
        table(['Part', 'State', ''], parts),
      ]
      terminal.result(status, lines.join('\n'))
    })
}

interface InitFlags {
  readonly restore?: boolean
  readonly snapshot?: string
  readonly hub: boolean
  readonly network?: string
  readonly wordsFd?: number
  readonly passphraseFd?: number
}

async function makeHere(flags: InitFlags, { folder, terminal }: Context): Promise<void> {
  if (flags.network !== undefined) await chooseNetwork(folder, parsePath(flags.network))
  const lock = passphraseLock(await readNewSecret('Passphrase for this computer: ', flags.passphraseFd))
  const words = newWords()
  const { vault } = nodeFolder(folder)
  await createVault(vault, words, Date.now(), lock)
  const keys = await unlockVault(vault, lock)
  const { account } = keys.identity.body
  keys.lock()
  const numbered = words
    .split(' ')
    .map((word, index) => `${String(index + 1).padStart(2)} ${word.padEnd(10)}`)
  const rows = Array.from({ length: 6 }, (_, row) => numbered.slice(row * 4, row * 4 + 4).join('  '))
  terminal.result(
    { account, words },
    `Account ${account}. These 24 words are your identity and your money. Write them down now; they are not shown again.\n\n${rows.join('\n')}\n`,
  )
}

async function restoreHere(flags: InitFlags, { folder, terminal }: Context): Promise<void> {
  const network =
    flags.hub || flags.network !== undefined
      ? await chooseNetwork(folder, flags.network === undefined ? undefined : parsePath(flags.network))
      : null
  const words = await readSecret('Your 24 words: ', flags.wordsFd)
  const passphrase = await readNewSecret('Passphrase for this computer: ', flags.passphraseFd)
  const restored = await restoreNode({
    folder,
    words,
    lock: passphraseLock(passphrase),
    network: flags.hub ? network : null,
    ...(flags.snapshot !== undefined && { file: parsePath(flags.snapshot) }),
  })
  terminal.result(restored, describeRestored(restored))
}

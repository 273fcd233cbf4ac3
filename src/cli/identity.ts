import { existsSync } from 'node:fs'
import { deriveKeys } from '../node/keys/deriveKeys.ts'
import { lockKindOf } from '../node/keys/readVaultFile.ts'
import { changeLock, createVault } from '../node/keys/vault.ts'
import { passphraseLock } from '../node/keys/vaultLock.ts'
import { newWords } from '../node/keys/words.ts'
import { nodeFolder } from '../node/store/nodeFolder.ts'
import { BuskerError } from '../shared/errors.ts'
import { parsePath } from './arguments.ts'
import { chooseNetwork } from './chooseNetwork.ts'
import type { Context } from './context.ts'
import { describeRestored } from './describeRestored.ts'
import { readNewSecret, readSecret } from './secrets.ts'

export interface InitFlags {
  readonly restore?: boolean
  readonly snapshot?: string
  readonly hub: boolean
  readonly network?: string
  readonly acceptContracts?: boolean
  readonly wordsFd?: number
  readonly passphraseFd?: number
}

/**
 * A new identity, whose words are shown this once.
 *
 * @throws BuskerError `VAULT_EXISTS`, `VAULT_PASSPHRASE_WEAK`, `CLI_SECRET*`, `NETWORK_*`
 */
export async function makeIdentity(flags: InitFlags, { folder, terminal }: Context): Promise<void> {
  const acceptsContracts = flags.acceptContracts === true
  if (flags.network !== undefined) await chooseNetwork(folder, parsePath(flags.network), acceptsContracts)
  const lock = passphraseLock(await readNewSecret('Passphrase for this computer: ', flags.passphraseFd))
  const words = newWords()
  const issuedAt = Date.now()
  await createVault(nodeFolder(folder).vault, words, issuedAt, lock)
  const keys = await deriveKeys(words, issuedAt)
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

/** Brings an identity back. Errors: see `restoreNode`. */
export async function restoreIdentity(flags: InitFlags, { folder, terminal }: Context): Promise<void> {
  const { restoreNode } = await import('../node/snapshot/restoreNode.ts')
  const network =
    flags.hub || flags.network !== undefined
      ? await chooseNetwork(
          folder,
          flags.network === undefined ? undefined : parsePath(flags.network),
          flags.acceptContracts === true,
        )
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

/** The vault is made anew out of its words, and opens with another passphrase from now on. Errors: `resetVault` */
export async function changePassphraseByWords(
  fds: { readonly wordsFd?: number; readonly passphraseFd?: number },
  { folder, terminal }: Context,
): Promise<void> {
  const { vault, oldVaults, store } = nodeFolder(folder)
  if (!existsSync(vault)) {
    throw new BuskerError('VAULT_MISSING', `There is no vault at ${vault}. Restore it: busker init --restore`)
  }
  const { resetVault } = await import('../node/recovery/resetVault.ts')
  const words = await readSecret('Your 24 words: ', fds.wordsFd)
  const lock = passphraseLock(await readNewSecret('New passphrase: ', fds.passphraseFd))
  await resetVault({ vault, oldVaults, words, lock, storesOf: () => [store], hasStores: existsSync(store) })
  terminal.result({ changed: true }, `Changed. The vault that was there is kept in ${oldVaults}.`)
}

/** The vault opens with another passphrase from now on. Errors: {@link changeLock}. */
export async function changePassphrase(fd: number | undefined, { folder, terminal }: Context): Promise<void> {
  const { vault } = nodeFolder(folder)
  await lockKindOf(vault)
  const old = passphraseLock(await readSecret('Passphrase: ', fd))
  await changeLock(vault, old, passphraseLock(await readNewSecret('New passphrase: ', fd)))
  terminal.result({ changed: true }, 'Changed. Copies of the vault made before still open with the old one.')
}

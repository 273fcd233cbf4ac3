import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import type { VaultLock } from '../../node/keys/vaultLock.ts'
import { sqliteBinding } from '../../process/tools.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import type { AppFiles } from '../appFiles.ts'

/**
 * Brings an identity back on a network: its node from the newest snapshot that the hub keeps or a copy file has, and its vault.
 *
 * @throws BuskerError `NETWORK_NONE`, `VAULT_EXISTS`, and what `restore` throws
 */
export async function restoreIdentity(
  files: AppFiles,
  network: NetworkProfile | null,
  words: string,
  lock: VaultLock,
  copy: string | null = null,
): Promise<void> {
  if (existsSync(files.vault)) {
    throw new BuskerError(
      'VAULT_EXISTS',
      'There is an identity on this machine already. It is never overwritten.',
    )
  }
  if (network === null) {
    throw new BuskerError(
      'NETWORK_NONE',
      'Choose a network first: its hub keeps what your words cannot bring back.',
    )
  }
  const [{ restoreNode }, { deriveKeys }] = await Promise.all([
    import('../../node/snapshot/restoreNode.ts'),
    import('../../node/keys/deriveKeys.ts'),
  ])
  const keys = await deriveKeys(words, Date.now())
  const { folder, vault } = files.node(network.id, keys.identity.body.account)
  keys.lock()
  // May be left from a restore that was interrupted before its last step; it holds the same identity.
  await rm(vault, { force: true })
  const nativeBinding = sqliteBinding()
  await restoreNode({
    folder,
    words,
    lock,
    network,
    ...(copy !== null && { file: copy }),
    ...(nativeBinding !== undefined && { nativeBinding }),
  })
  // One vault for all networks. Moving it comes last: an identity exists only once its vault does.
  await rename(vault, files.vault)
}

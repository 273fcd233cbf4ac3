import { readdir } from 'node:fs/promises'
import type { VaultLock } from '../../node/keys/vaultLock.ts'
import { sqliteBinding } from '../../process/tools.ts'
import type { AppFiles } from '../appFiles.ts'

/** Makes the vault anew for what is on this machine, on whatever network. Errors: `resetVault` */
export async function resetIdentity(
  files: Pick<AppFiles, 'vault' | 'oldVaults' | 'nodes' | 'node'>,
  words: string,
  lock: VaultLock,
): Promise<void> {
  const networks = await namesIn(files.nodes)
  const { resetVault } = await import('../../node/recovery/resetVault.ts')
  await resetVault({
    vault: files.vault,
    oldVaults: files.oldVaults,
    words,
    lock,
    storesOf: (account) => networks.map((network) => files.node(network, account).store),
    hasStores: networks.length > 0,
    nativeBinding: sqliteBinding(),
  })
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
}

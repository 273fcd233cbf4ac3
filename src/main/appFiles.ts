import { join } from 'node:path'
import type { Address } from '../shared/ids.ts'
import { nodeFolder, type NodeFolder } from '../node/store/nodeFolder.ts'

/** Where the application keeps everything: in Electron's `userData`, beside what Chromium keeps there. */
export interface AppFiles {
  /** The words, under the passphrase; of somebody who only tries Busker, under the keychain or {@link keyFile}. */
  readonly vault: string
  /** Opens the vault of somebody who only tries Busker, where there is no keychain. */
  readonly keyFile: string
  /** The same words under the keychain, where the person wanted that. */
  readonly rememberedVault: string
  /** Vaults that did not open any more, each in a folder of its own. */
  readonly oldVaults: string
  /** Vaults of trials that somebody put aside to begin anew, each in a folder of its own. */
  readonly oldTrials: string
  readonly preferences: string
  /** Where the windows were last. */
  readonly windows: string
  /** Which files were opened or saved lately. */
  readonly recent: string
  /** The profile of the network that was chosen. */
  readonly network: string
  /** Imported profiles, one file each. */
  readonly profiles: string
  /** What became of a newer version that was put in place. */
  readonly update: string
  readonly logs: string
  /** Clear copies of what one owns, to be dragged out of the window; empty while it is locked. */
  readonly draggable: string
  /** The voucher of an invitation to a network, until its node has taken it over. */
  voucher(networkId: string): string
  /** Nodes, by network and account. */
  readonly nodes: string
  /** The node of one person on one network: another identity never meets what this one keeps. */
  node(networkId: string, account: Address): NodeFolder & { readonly folder: string }
}

export function appFiles(userData: string): AppFiles {
  const nodes = join(userData, 'nodes')
  return {
    nodes,
    vault: join(userData, 'vault'),
    keyFile: join(userData, 'vault.key'),
    rememberedVault: join(userData, 'vault.remembered'),
    oldVaults: join(userData, 'old-vaults'),
    oldTrials: join(userData, 'old-trials'),
    preferences: join(userData, 'preferences.json'),
    windows: join(userData, 'windows.json'),
    recent: join(userData, 'recent.json'),
    network: join(userData, 'network.json'),
    profiles: join(userData, 'profiles'),
    update: join(userData, 'update.json'),
    logs: join(userData, 'logs'),
    draggable: join(userData, 'draggable'),
    voucher: (networkId) => join(userData, 'vouchers', networkId),
    node(networkId, account) {
      const folder = join(nodes, networkId, account)
      return { folder, ...nodeFolder(folder) }
    },
  }
}

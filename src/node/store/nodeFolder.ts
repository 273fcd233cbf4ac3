import { createHash } from 'node:crypto'
import { userInfo } from 'node:os'
import { join, resolve } from 'node:path'

/** Where a node keeps what it knows, and where it is reached. */
export interface NodeFolder {
  readonly vault: string
  /** Vaults that did not open any more. */
  readonly oldVaults: string
  readonly store: string
  /** The profile of the network it is on. */
  readonly network: string
  /** Blocks, and what is known of other peers. */
  readonly ipfs: string
  /** What this machine's own peer knows of others; see docs/adr/0106. */
  readonly remote: string
  /** Raiden's databases: belong to this device and this network. */
  readonly raiden: string
  /** Pictures of local files, as they are shown. */
  readonly covers: string
  readonly log: string
  /** Of an invitation, until the node has taken it over. */
  readonly voucher: string
  /** The Unix socket on which the running node is asked. */
  readonly controlSocket: string
}

/** The longest path a Unix socket can have everywhere: macOS keeps 104 bytes, with the final zero. */
const socketPathBytes = 103

/** The files of the node that lives in `folder`. */
export function nodeFolder(folder: string): NodeFolder {
  return {
    vault: join(folder, 'vault'),
    oldVaults: join(folder, 'old-vaults'),
    store: join(folder, 'node.sqlite'),
    network: join(folder, 'network.json'),
    ipfs: join(folder, 'ipfs'),
    remote: join(folder, 'remote'),
    raiden: join(folder, 'raiden'),
    covers: join(folder, 'covers'),
    log: join(folder, 'node.log'),
    voucher: join(folder, 'voucher'),
    controlSocket: controlSocket(resolve(folder)),
  }
}

/**
 * In the folder itself; where its path is too long for a socket, under a short name in this user's own folder in /tmp,
 * which is the same whatever the environment says.
 */
function controlSocket(folder: string): string {
  const inside = join(folder, 'control.sock')
  if (Buffer.byteLength(inside) <= socketPathBytes) return inside
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 32)
  return join('/tmp', `busker-${userInfo().uid}`, `${name}.sock`)
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPeer } from '../../ipfs/createPeer.ts'
import type { Peer } from '../../ipfs/peer.ts'
import { bootstrapPeersOf, hubPeerOf, type NetworkProfile } from '../../shared/networkProfile.ts'
import type { Keys } from '../keys/keys.ts'
import type { VaultLock } from '../keys/vaultLock.ts'
import { type RestoreResult, restoreNodeFolder } from './restoreNodeFolder.ts'
import { importSnapshot } from './snapshotFile.ts'
import { createSnapshotClient, type SnapshotClient } from './snapshotClient.ts'

export interface RestoreOptions {
  readonly folder: string
  readonly words: string
  readonly lock: VaultLock
  /** A snapshot file. */
  readonly file?: string
  /** Null to ask no hub. */
  readonly network: NetworkProfile | null
  readonly nativeBinding?: string
}

/** Restores a node, reaching the hub as the person themselves for as long as that takes. Errors: see {@link restoreNodeFolder}. */
export async function restoreNode(options: RestoreOptions): Promise<RestoreResult> {
  const { folder, words, lock, file, network, nativeBinding } = options
  const peerFolder = await mkdtemp(join(tmpdir(), 'busker-restore-'))
  let peer: Peer | null = null
  const reach = async (profile: NetworkProfile, keys: Keys): Promise<SnapshotClient> => {
    peer = await createPeer({ seed: keys.peerSeed, folder: peerFolder, bootstrap: bootstrapPeersOf(profile) })
    await peer.start()
    return createSnapshotClient(peer, hubPeerOf(profile), keys.identity)
  }
  try {
    return await restoreNodeFolder({
      folder,
      words,
      lock,
      ...(file !== undefined && { file: await importSnapshot(file) }),
      reachHub: network === null ? null : (keys) => reach(network, keys),
      ...(nativeBinding !== undefined && { nativeBinding }),
    })
  } finally {
    await (peer as Peer | null)?.stop()
    await rm(peerFolder, { recursive: true, force: true })
  }
}

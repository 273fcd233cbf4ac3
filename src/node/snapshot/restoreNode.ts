import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPeer } from '../../ipfs/createPeer.ts'
import type { Peer } from '../../ipfs/peer.ts'
import type { SignedSnapshot } from '../../protocol/hub.ts'
import { isBuskerError } from '../../shared/errors.ts'
import { bootstrapPeersOf, hubPeerOf, type NetworkProfile } from '../../shared/networkProfile.ts'
import type { Keys } from '../keys/keys.ts'
import type { VaultLock } from '../keys/vaultLock.ts'
import { type RestoreResult, restoreNodeFolder } from './restoreNodeFolder.ts'
import { takeOverFolder, type TakeOverInput, type TakeOverResult } from './takeOverFolder.ts'
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
  return withOwnPeer(async (reach) =>
    restoreNodeFolder({
      folder,
      words,
      lock,
      ...(file !== undefined && { file: await importSnapshot(file) }),
      reachHub: network === null ? null : (keys) => reach(network, keys),
      ...(nativeBinding !== undefined && { nativeBinding }),
    }),
  )
}

/** Lets the node of a folder go on where another machine has stopped; it must not run. Errors: see {@link takeOverFolder}. */
export async function takeOverNode(
  network: NetworkProfile,
  input: Omit<TakeOverInput, 'hub'>,
): Promise<TakeOverResult> {
  return withOwnPeer(async (reach) => {
    const client = await reach(network, input.keys)
    return takeOverFolder({ ...input, hub: { newest: () => askTwice(client) } })
  })
}

/** The other machine may be connected to the hub as the same peer still, and the hub close the older connection. */
async function askTwice(client: SnapshotClient): Promise<SignedSnapshot | null> {
  return client.newest().catch((error: unknown) => {
    if (!isBuskerError(error)) throw error
    return client.newest()
  })
}

type Reach = (network: NetworkProfile, keys: Keys) => Promise<SnapshotClient>

/** Lends what reaches a hub as the person themselves, for as long as `act` takes. */
async function withOwnPeer<T>(act: (reach: Reach) => Promise<T>): Promise<T> {
  const peerFolder = await mkdtemp(join(tmpdir(), 'busker-restore-'))
  let peer: Peer | null = null
  const reach: Reach = async (profile, keys) => {
    peer = await createPeer({ seed: keys.peerSeed, folder: peerFolder, bootstrap: bootstrapPeersOf(profile) })
    await peer.start()
    return createSnapshotClient(peer, hubPeerOf(profile), keys.identity)
  }
  try {
    return await act(reach)
  } finally {
    await (peer as Peer | null)?.stop()
    await rm(peerFolder, { recursive: true, force: true })
  }
}

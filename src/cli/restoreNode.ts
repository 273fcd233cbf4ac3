import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPeer } from '../ipfs/createPeer.ts'
import type { Peer } from '../ipfs/peer.ts'
import type { Keys } from '../node/keys/keys.ts'
import type { VaultLock } from '../node/keys/vaultLock.ts'
import { type Restored, restore } from '../node/snapshot/restore.ts'
import { importSnapshot } from '../node/snapshot/snapshotFile.ts'
import { createSnapshotHub, type SnapshotHub } from '../node/snapshot/snapshotHub.ts'
import { type NetworkProfile, hubPeerOf } from '../shared/networkProfile.ts'

export interface RestoreWish {
  readonly folder: string
  readonly words: string
  readonly lock: VaultLock
  /** A snapshot file. */
  readonly file?: string
  /** Null to ask no hub. */
  readonly network: NetworkProfile | null
}

/** Restores a node, reaching the hub as the person themselves for as long as that takes. Errors: see {@link restore}. */
export async function restoreNode({ folder, words, lock, file, network }: RestoreWish): Promise<Restored> {
  const peerFolder = await mkdtemp(join(tmpdir(), 'busker-restore-'))
  let peer: Peer | null = null
  const reach = async (profile: NetworkProfile, keys: Keys): Promise<SnapshotHub> => {
    peer = await createPeer({ seed: keys.peerSeed, folder: peerFolder, bootstrap: profile.hub.peers })
    await peer.start()
    return createSnapshotHub(peer, hubPeerOf(profile), keys.identity)
  }
  try {
    return await restore({
      folder,
      words,
      lock,
      ...(file !== undefined && { file: await importSnapshot(file) }),
      reachHub: network === null ? null : (keys) => reach(network, keys),
    })
  } finally {
    await (peer as Peer | null)?.stop()
    await rm(peerFolder, { recursive: true, force: true })
  }
}

/** What was brought back, for people. */
export function describeRestored({ account, snapshot, hubAsked }: Restored): string {
  const what =
    snapshot === null
      ? 'There was no snapshot: keys and account are back, and nothing else.'
      : `Snapshot ${snapshot.number} of ${new Date(snapshot.time).toISOString()}, from the ${snapshot.from}, is back.`
  const doubt = hubAsked ? '' : ' The hub was not asked and may have a newer one.'
  return `Restored ${account}. ${what}${doubt} Channels of the old device are not used: settle them first.`
}

import type { CallOptions, Calls } from '../../ipfs/peer.ts'
import { hubProtocol, type SignedSnapshot } from '../../protocol/hub.ts'
import type { SignedIdentity } from '../../protocol/identity.ts'
import type { PeerIdText } from '../../shared/ids.ts'

/** Who keeps snapshots. */
export interface SnapshotClient {
  /** @throws BuskerError `HUB_SNAPSHOT_OLDER`, `HUB_SNAPSHOTS_FULL`, `IPFS_*` when the hub can't be reached */
  keep(snapshot: SignedSnapshot, signal?: AbortSignal): Promise<void>
  /** Null when it has none of this identity. */
  newest(signal?: AbortSignal): Promise<SignedSnapshot | null>
}

/** Megabytes may have to go over a slow line. */
const timeoutMs = 120_000

/** A hub over `/busker/hub/1`. It gives an identity's snapshots to that identity's own peer only. */
export function createSnapshotClient(
  calls: Pick<Calls, 'call'>,
  hub: PeerIdText,
  identity: SignedIdentity,
): SnapshotClient {
  return {
    keep: async (snapshot, signal) => {
      await calls.call(hub, hubProtocol, 'keepSnapshot', { snapshot }, options(signal))
    },
    newest: async (signal) => {
      const { snapshot } = await calls.call(hub, hubProtocol, 'newestSnapshot', { identity }, options(signal))
      return snapshot
    },
  }
}

function options(signal: AbortSignal | undefined): CallOptions {
  return signal === undefined ? { timeoutMs } : { timeoutMs, signal }
}

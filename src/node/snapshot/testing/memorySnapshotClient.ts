import { snapshotMaxBytes, type SignedSnapshot } from '../../../protocol/hub.ts'
import { BuskerError } from '../../../shared/errors.ts'
import type { SnapshotClient } from '../snapshotClient.ts'

/** A hub in memory that can be switched off, and can lose its answers. */
export class MemorySnapshotClient implements SnapshotClient {
  readonly kept: SignedSnapshot[] = []
  reachable = true
  loseAnswers = 0
  calls = 0

  async keep(snapshot: SignedSnapshot): Promise<void> {
    this.#requireReachable()
    const newest = this.kept.at(-1)
    if (newest !== undefined && newest.body.number >= snapshot.body.number) {
      throw new BuskerError('HUB_SNAPSHOT_OLDER', `The hub has snapshot ${newest.body.number}.`)
    }
    if (snapshot.body.sealed.byteLength > snapshotMaxBytes) throw new Error('The hub was given too much.')
    this.kept.push(snapshot)
    if (this.loseAnswers > 0) {
      this.loseAnswers -= 1
      throw unreachable()
    }
  }

  async newest(): Promise<SignedSnapshot | null> {
    this.#requireReachable()
    return this.kept.at(-1) ?? null
  }

  #requireReachable(): void {
    this.calls += 1
    if (!this.reachable) throw unreachable()
  }
}

function unreachable(): BuskerError {
  return new BuskerError('IPFS_PEER_UNREACHABLE', 'The hub cannot be reached.')
}

import { BuskerError } from '../../../shared/errors.ts'
import type { Hex32 } from '../../../shared/ids.ts'
import type { Holder, LeaseClient, LeaseTerms, TakeOverAsk } from '../leaseClient.ts'

const minute = 60_000

/** The hub's rules (src/hub/leases), in memory, with a switch. */
export class MemoryLeaseClient implements LeaseClient {
  newest: { device: Hex32; number: number; until: number } | null = null
  wanted: TakeOverAsk | null = null
  reachable = true
  loseAnswers = 0

  async take({ device, number, durationMs }: LeaseTerms): ReturnType<LeaseClient['take']> {
    this.#reach()
    const { newest } = this
    if (newest !== null && newest.until > Date.now() && newest.device !== device) {
      throw new BuskerError(
        'HUB_LEASE_HELD',
        `Another device (${newest.device}) has it until ${newest.until}.`,
      )
    }
    if (newest !== null && newest.number >= number) throw new BuskerError('HUB_LEASE_OLDER', 'Older.')
    this.newest = { device, number, until: Date.now() + Math.min(durationMs, 15 * minute) }
    if (this.loseAnswers > 0) {
      this.loseAnswers -= 1
      throw new BuskerError('IPFS_PEER_TIMEOUT', 'No answer.')
    }
    if (this.wanted?.device === device) this.wanted = null
    return { durationMs: this.newest.until - Date.now(), wanted: this.wanted }
  }

  async release({ device }: Pick<LeaseTerms, 'device'>): Promise<void> {
    this.#reach()
    if (this.newest?.device === device) this.newest.until = 0
  }

  async ask({ device, number, since }: Parameters<LeaseClient['ask']>[0]): Promise<void> {
    this.#reach()
    this.wanted = { device, number, note: { name: 'laptop', since } }
  }

  async holder(): Promise<Holder | null> {
    this.#reach()
    if (this.newest === null) return null
    const { device, number, until } = this.newest
    return { device, number, leftMs: Math.max(0, until - Date.now()), note: { name: 'studio', since: 1000 } }
  }

  #reach(): void {
    if (!this.reachable) throw new BuskerError('IPFS_PEER_UNREACHABLE', 'The hub cannot be reached.')
  }
}

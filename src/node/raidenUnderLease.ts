import type { Startable } from '../shared/startable.ts'
import { Waiting } from './parts.ts'
import { channelsSetting } from './snapshot/channels.ts'
import type { DeviceLease } from './snapshot/deviceLease.ts'
import type { Settings } from './settings/settings.ts'

export interface RaidenUnderLeaseOptions {
  readonly raiden: Startable
  readonly lease: DeviceLease
  readonly settings: Settings
  /** When the old channel of a restored identity can be settled; null while that isn't known. */
  readonly settleableAfter: () => number | null
  readonly onFailure: (error: unknown) => void
}

/** Runs Raiden only while this device holds the lease: two Raiden nodes with one key would lose money. */
export class RaidenUnderLease implements Startable {
  private readonly options: RaidenUnderLeaseOptions
  private unsubscribe: (() => void) | null = null
  private turning: Promise<void> = Promise.resolve()

  constructor(options: RaidenUnderLeaseOptions) {
    this.options = options
  }

  /**
   * @throws BuskerError `HUB_LEASE_…` while another device has the lease, and what Raiden throws; Waiting while the
   *   channel of a restored identity is being settled
   */
  async start(): Promise<void> {
    const { raiden, lease, settings, onFailure } = this.options
    await lease.start()
    if (!lease.state.held) throw lease.state.why
    if (settings.get(channelsSetting) === 'restored-read-only') throw new Waiting(this.waitsFor())
    this.unsubscribe ??= lease.onChange(({ held }) => {
      this.turning = this.turning.then(() => (held ? raiden.start() : raiden.stop())).catch(onFailure)
    })
    await raiden.start()
  }

  private waitsFor(): string {
    const after = this.options.settleableAfter()
    const until = after === null ? '' : `, until ${new Date(after).toISOString()} or a little later`
    return `Waits for the old connection of this restored identity to be closed and settled${until}. Until then it plays, and does not pay.`
  }

  async stop(): Promise<void> {
    this.unsubscribe?.()
    this.unsubscribe = null
    await this.turning
    await this.options.raiden.stop()
    await this.options.lease.stop()
  }
}

import type { Startable } from '../shared/startable.ts'
import { BuskerError } from '../shared/errors.ts'
import { channelsSetting } from './snapshot/channels.ts'
import type { DeviceLease } from './snapshot/deviceLease.ts'
import type { Settings } from './settings/settings.ts'

export interface RaidenUnderLeaseOptions {
  readonly raiden: Startable
  readonly lease: DeviceLease
  readonly settings: Settings
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

  /** @throws BuskerError `HUB_LEASE_…` while another device has the lease, `RAIDEN_RESTORED`, and what Raiden throws */
  async start(): Promise<void> {
    const { raiden, lease, settings, onFailure } = this.options
    await lease.start()
    if (!lease.state.held) throw lease.state.why
    if (settings.get(channelsSetting) === 'restored-read-only') {
      throw new BuskerError(
        'RAIDEN_RESTORED',
        'This node was restored from words: its old connections are being closed before it can pay again.',
      )
    }
    this.unsubscribe ??= lease.onChange(({ held }) => {
      this.turning = this.turning.then(() => (held ? raiden.start() : raiden.stop())).catch(onFailure)
    })
    await raiden.start()
  }

  async stop(): Promise<void> {
    this.unsubscribe?.()
    this.unsubscribe = null
    await this.turning
    await this.options.raiden.stop()
    await this.options.lease.stop()
  }
}

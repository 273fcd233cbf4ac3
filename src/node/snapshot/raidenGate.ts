import { BuskerError } from '../../shared/errors.ts'
import type { Settings } from '../settings/settings.ts'
import { channelsSetting } from './channels.ts'
import type { DeviceLease } from './deviceLease.ts'

/**
 * Why Raiden must not run on this device now, or null where it may. Ask before starting the Raiden child, and again
 * whenever the lease changes.
 *
 * @returns `RAIDEN_RESTORED` (channels of another machine are not settled yet), or what the lease says (`HUB_LEASE_HELD`,
 *   `IPFS_PEER_UNREACHABLE`, …)
 */
export function whyNoRaiden(lease: Pick<DeviceLease, 'state'>, settings: Settings): BuskerError | null {
  if (settings.get(channelsSetting) === 'restored-read-only') {
    return new BuskerError(
      'RAIDEN_RESTORED',
      'This identity was restored, and its old payment channel is being closed first. Payments work again after that; everything you own plays meanwhile.',
    )
  }
  const { state } = lease
  return state.held ? null : state.why
}

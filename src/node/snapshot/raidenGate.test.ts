import { expect, test } from 'vitest'
import { BuskerError } from '../../shared/errors.ts'
import { Settings } from '../settings/settings.ts'
import { openStore } from '../store/openStore.ts'
import { channelsSetting } from './channels.ts'
import { whyNoRaiden } from './raidenGate.ts'

const held = { state: { held: true as const, until: 1 } }
const elsewhere = {
  state: { held: false as const, why: new BuskerError('HUB_LEASE_HELD', 'Another device has it.') },
}

test('Raiden runs only with the lease, and only where no restored channel is left', () => {
  const settings = new Settings(openStore(':memory:'))
  expect(whyNoRaiden(held, settings)).toBeNull()
  expect(whyNoRaiden(elsewhere, settings)?.code).toBe('HUB_LEASE_HELD')
  settings.set(channelsSetting, 'restored-read-only')
  expect(whyNoRaiden(held, settings)?.code).toBe('RAIDEN_RESTORED')
  settings.delete(channelsSetting)
  expect(whyNoRaiden(held, settings)).toBeNull()
})

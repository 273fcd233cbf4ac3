import { beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { openStore, type Store } from '../store/openStore.ts'
import { deviceId } from './deviceId.ts'
import { defineSetting, isDeviceSetting, Settings } from './settings.ts'

const volume = defineSetting('volume', z.object({ left: z.number(), right: z.number() }))
let store: Store
let settings: Settings

beforeEach(() => {
  store = openStore(':memory:')
  settings = new Settings(store)
})

test('a setting is read as it was written, changed, and forgotten', () => {
  expect(settings.get(volume)).toBeUndefined()
  settings.set(volume, { left: 1, right: 2 })
  settings.set(volume, { left: 3, right: 4 })
  expect(new Settings(store).get(volume)).toEqual({ left: 3, right: 4 })
  settings.delete(volume)
  expect(settings.get(volume)).toBeUndefined()
})

test.each(['not json', '{"left":"loud"}'])('a damaged setting (%s) is refused by name', (value) => {
  store.prepare('INSERT INTO settings VALUES (?, ?)').run('volume', value)
  expect(() => settings.get(volume)).toThrow(
    expect.objectContaining({ code: 'SETTINGS_DAMAGED', message: expect.stringContaining('volume') }),
  )
})

test('a device has one random number for good', () => {
  const drawn = deviceId(settings)
  expect(deviceId(new Settings(store))).toBe(drawn)
  expect(deviceId(new Settings(openStore(':memory:')))).not.toBe(drawn)
})

test('numbers of this device and positions in its databases stay on it', () => {
  expect(['device-id', 'device-lease', 'payments-cursor'].every(isDeviceSetting)).toBe(true)
  expect(['volume', 'head', 'cursor-color'].some(isDeviceSetting)).toBe(false)
})

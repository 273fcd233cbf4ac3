import { expect, test } from 'vitest'
import { openStore } from '../store/openStore.ts'
import { AudioLimit } from './audioLimit.ts'
import { Settings } from './settings.ts'

test('there is no limit until one is set, and it can be taken back', () => {
  const settings = new Settings(openStore(':memory:'))
  const limit = new AudioLimit(settings)
  expect(limit.read()).toBeNull()
  limit.keep(5_000_000_000)
  expect(new AudioLimit(settings).read()).toBe(5_000_000_000)
  expect(() => limit.keep(1)).toThrow('500000000')
  limit.keep(null)
  expect(limit.read()).toBeNull()
})

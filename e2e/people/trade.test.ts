import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { synthesiseWav } from '../../src/node/media/synthesise.ts'
import { Town } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await Town.build()
})
afterAll(() => town?.clear())
beforeEach(() => onTestFailed(({ task }) => town.tell(join('out', 'e2e', task.name))))

test('an artist publishes and a listener buys and plays it, all through the screens', async () => {
  const file = join(town.folder, 'Morning Tide.wav')
  const [ada, ben] = [town.person('ada'), town.person('ben')]
  await synthesiseWav(file, { seconds: 20, seed: 1 })
  await Promise.all([ada.open(), ben.open()])
  await Promise.all([ada.tryIt(), ben.tryIt()])
  await ada.connect()
  await ada.publish([file], '0.50')
  await ada.found('Morning Tide').waitFor()

  await ben.goTo('Discover')
  await ben.found('Morning Tide').waitFor()
  await ben.buy('Morning Tide')
  expect(await ben.heard('Morning Tide', 2)).toBeGreaterThanOrEqual(2)
  await ada.goTo('Sales')
  await expect(ada.found('Morning Tide').count()).resolves.toBeGreaterThan(0)
})

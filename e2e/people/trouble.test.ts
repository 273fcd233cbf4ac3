import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, onTestFinished, test } from 'vitest'
import { descendantsOf } from '../../src/localnet/testing/descendants.ts'
import { waitForEnd } from '../../src/process/identity.ts'
import type { Person } from './person.ts'
import { Town } from './town.ts'

let town: Town
let ben: Person
let words: string
beforeAll(async () => {
  town = await Town.build()
  ben = town.person('ben')
  await Promise.all([town.artist(['Morning Tide', 'Night Bus', 'Low Water']), ben.open()])
  words = await ben.tryIt()
  await ben.connect()
})
afterAll(() => town?.clear())
beforeEach(() => onTestFailed(({ task }) => town.tell(join('out', 'e2e', task.name))))

test('the application is killed in the middle of a payment: nothing of it runs on, and the order is completed', async () => {
  await ben.startBuying('Morning Tide')
  await ben.atStep(/^Adding to your balance/)
  // A payment is over too soon to be killed in; its messages wait here.
  const goOn = town.halt('homeserver')
  onTestFinished(goOn)
  await ben.atStep(/^Paying /)
  const below = descendantsOf(ben.app.process().pid ?? 0)
  await ben.kill()
  goOn()
  const ended = await Promise.all(below.map((each) => waitForEnd(each, 2_000)))
  expect(ended).not.toContain(false)

  await ben.open()
  await ben.unlock()
  await ben.goTo('Library')
  await ben.found('Morning Tide').waitFor()
  await ben.goTo('Sales')
  await ben.page.getByRole('tab', { name: 'What you bought' }).click()
  await ben.found('Morning Tide').waitFor()
  await ben.play('Morning Tide')
  expect(await ben.heard('Morning Tide', 1)).toBeGreaterThanOrEqual(1)
})

test('while the hub is down what is owned plays, and an order goes on when it is back', async () => {
  await town.localnet.kill('hub')
  await ben.play('Morning Tide')
  expect(await ben.heard('Morning Tide', 1)).toBeGreaterThanOrEqual(1)
  await ben.buy('Night Bus')
  expect(await ben.heard('Night Bus', 1)).toBeGreaterThanOrEqual(1)
})

test('who quits while an order is under way is asked first; the order goes on at the next start', async () => {
  const goOn = town.halt('homeserver')
  onTestFinished(goOn)
  await ben.startBuying('Low Water')
  await ben.atStep(/^Paying /)
  expect(await ben.quit('Keep Busker open')).toBe('An order is under way.')
  await ben.atStep(/^Paying /)

  const below = descendantsOf(ben.app.process().pid ?? 0)
  const closed = ben.closed()
  await ben.quit('Quit all the same')
  await closed
  const ended = await Promise.all(below.map((each) => waitForEnd(each, 2_000)))
  expect(ended).not.toContain(false)
  goOn()

  await ben.open()
  await ben.unlock()
  await ben.goTo('Library')
  await ben.found('Low Water').waitFor()
})

test('with network and artist gone, after a restart, what was bought plays', async () => {
  await ben.goTo('Library')
  await ben.found('Morning Tide').waitFor()
  await ben.page.getByRole('button', { name: 'Download Morning Tide' }).waitFor({ state: 'detached' })
  await ben.close()
  onTestFinished(() => town.lighten())
  await town.darken()
  await ben.open()
  await ben.unlock()
  await ben.play('Morning Tide')
  expect(await ben.heard('Morning Tide', 1)).toBeGreaterThanOrEqual(1)
})

test('the words and a passphrase bring library and orders back on a new machine', async () => {
  await ben.close()
  const again = town.person('ben again')
  await again.open()
  await again.restore(words)
  await again.goTo('Library')
  await again.found('Morning Tide').waitFor()
  await again.play('Night Bus')
  expect(await again.heard('Night Bus', 1)).toBeGreaterThanOrEqual(1)
})

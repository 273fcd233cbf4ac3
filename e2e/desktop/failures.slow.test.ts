import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, onTestFinished, test } from 'vitest'
import { descendantsOf } from '../../src/localnet/testing/descendants.ts'
import { waitForExit } from '../../src/process/processIdentity.ts'
import type { DesktopUser } from '../../harness/desktop/desktopUser.ts'
import { DesktopHarness } from '../../harness/desktop/desktopHarness.ts'

let harness: DesktopHarness
let ben: DesktopUser
let words: string
beforeAll(async () => {
  harness = await DesktopHarness.open()
  ben = harness.addUser('ben')
  await Promise.all([harness.addArtist(['Morning Tide', 'Night Bus', 'Low Water']), ben.open()])
  words = await ben.completeFirstStart()
  await ben.connect()
})
afterAll(() => harness?.close())
beforeEach(() => onTestFailed(({ task }) => harness.reportFailure(join('out', 'e2e', task.name))))

test('the application is killed in the middle of a payment: nothing of it runs on, and the order is completed', async () => {
  await ben.startBuying('Morning Tide')
  await ben.waitForStep(/^Adding to your balance/)
  // A payment is over too soon to be killed in; its messages wait here.
  const goOn = harness.suspend('homeserver')
  onTestFinished(goOn)
  await ben.waitForStep(/^Paying /)
  const below = descendantsOf(ben.app.process().pid ?? 0)
  await ben.kill()
  goOn()
  const ended = await Promise.all(below.map((each) => waitForExit(each, 2_000)))
  expect(ended).not.toContain(false)

  await ben.open()
  await ben.unlock()
  await ben.goTo('Library')
  await ben.row('Morning Tide').waitFor()
  await ben.page.getByRole('link', { name: 'Orders and receipts' }).click()
  await ben.row('Morning Tide').waitFor()
  await ben.play('Morning Tide')
  expect(await ben.waitUntilPlayed('Morning Tide', 1)).toBeGreaterThanOrEqual(1)
})

test('while the hub is down what is owned plays, and an order goes on when it is back', async () => {
  await harness.localnet.kill('hub')
  await ben.play('Morning Tide')
  expect(await ben.waitUntilPlayed('Morning Tide', 1)).toBeGreaterThanOrEqual(1)
  await ben.buy('Night Bus')
  expect(await ben.waitUntilPlayed('Night Bus', 1)).toBeGreaterThanOrEqual(1)
})

test('who quits while an order is under way is asked first; the order goes on at the next start', async () => {
  const goOn = harness.suspend('homeserver')
  onTestFinished(goOn)
  await ben.startBuying('Low Water')
  await ben.waitForStep(/^Paying /)
  expect(await ben.quitAnswering('Keep Busker open')).toBe('An order is under way.')
  await ben.waitForStep(/^Paying /)

  const below = descendantsOf(ben.app.process().pid ?? 0)
  const closed = ben.waitUntilClosed()
  await ben.quitAnswering('Quit all the same')
  await closed
  const ended = await Promise.all(below.map((each) => waitForExit(each, 2_000)))
  expect(ended).not.toContain(false)
  goOn()

  await ben.open()
  await ben.unlock()
  await ben.goTo('Library')
  await ben.row('Low Water').waitFor()
})

test('with network and artist gone, after a restart, what was bought plays', async () => {
  await ben.goTo('Library')
  await ben.row('Morning Tide').waitFor()
  await ben.page
    .getByRole('button', { name: 'Keep Morning Tide on this machine' })
    .waitFor({ state: 'detached' })
  await ben.close()
  onTestFinished(() => harness.restartNetwork())
  await harness.stopNetwork()
  await ben.open()
  await ben.unlock()
  await ben.play('Morning Tide')
  expect(await ben.waitUntilPlayed('Morning Tide', 1)).toBeGreaterThanOrEqual(1)
})

test('the words and a passphrase bring library and orders back on a new machine', async () => {
  await ben.close()
  const again = harness.addUser('ben again')
  await again.open()
  await again.restore(words)
  await again.goTo('Library')
  await again.row('Morning Tide').waitFor()
  await again.play('Night Bus')
  expect(await again.waitUntilPlayed('Night Bus', 1)).toBeGreaterThanOrEqual(1)
})

import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { DesktopHarness } from '../../harness/desktop/desktopHarness.ts'
import { VaultPage } from '../../harness/app/vaultPage.ts'

let harness: DesktopHarness
beforeAll(async () => {
  harness = await DesktopHarness.open()
})
afterAll(() => harness?.close())
beforeEach(() => onTestFailed(({ task }) => harness.reportFailure(join('out', 'e2e', task.name))))

test('a newcomer opens a link, joins with one button, and buys with the credit in it', async () => {
  await harness.addArtist(['First Song'])
  const { profile } = harness.localnet
  const grace = harness.addUser('grace', { invitation: await harness.invite(2n) })
  await grace.open()
  const offer = grace.page.getByRole('dialog', { name: profile.name })
  await offer.getByText('2.00 tUSD to begin with').waitFor()
  await offer.getByText('It sees whom you pay').waitFor()
  await offer.getByRole('button', { name: 'Join' }).click()
  const vault = await VaultPage.forApp(grace.app)
  await vault.create(grace.passphrase)
  await grace.waitForMainApp()

  await grace.goTo('Wallet')
  await grace.page
    .getByRole('region', { name: 'Balance you can spend' })
    .getByText('2.00')
    .waitFor({ timeout: 90_000 })
  const activity = grace.page.getByRole('grid', { name: 'Activity' })
  await activity.getByText('Credit from the hub').waitFor()
  await activity.getByText('Connection opened').waitFor()
  await grace.buy('First Song')
  expect(await grace.waitUntilPlayed('First Song', 1)).toBeGreaterThanOrEqual(1)
})

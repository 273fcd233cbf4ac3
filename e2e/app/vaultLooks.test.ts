import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask } from './ask.ts'
import { launch, type RunningApp } from './launch.ts'
import { VaultPage } from './vaultPage.ts'

let busker: RunningApp
beforeAll(async () => {
  busker = await launch()
})
afterAll(() => busker.close())

/** What axe finds serious, by rule. */
async function seriousIn(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)
}

describe.each(['light', 'dark'] as const)('the window for secrets, %s', (theme) => {
  it('has nothing serious for axe, step by step, and is gone through by keyboard alone', async () => {
    await ask(busker.window, 'app.setPreferences', { theme })
    await ask(busker.window, 'app.openVault', { purpose: 'create' })
    const { page } = await VaultPage.of(busker.app)
    const words = await VaultPage.at(page).writeDown()
    expect(await seriousIn(page)).toEqual([])
    // The one button has the focus.
    await page.keyboard.press('Enter')
    await page
      .getByLabel(/^Word \d+$/)
      .first()
      .waitFor()
    expect(await seriousIn(page)).toEqual([])
    for (const label of await page.locator('label').allInnerTexts()) {
      await page.keyboard.type(words[Number(label.replace('Word ', '')) - 1] ?? '')
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    await page.getByLabel('New passphrase').waitFor()
    await page.keyboard.type('short')
    await page.keyboard.press('Tab')
    await page.getByText('It needs at least 10 characters.').waitFor()
    expect(await seriousIn(page)).toEqual([])
    await VaultPage.at(page).escape()
  })

  it('takes words back with nothing serious for axe', async () => {
    await ask(busker.window, 'app.openVault', { purpose: 'restore' })
    const vault = await VaultPage.of(busker.app)
    await vault.page.getByLabel('Your 24 words').waitFor()
    await vault.page.keyboard.type('one two three')
    await vault.page.getByText('3 of 24').waitFor()
    expect(await seriousIn(vault.page)).toEqual([])
    await vault.escape()
  })
})

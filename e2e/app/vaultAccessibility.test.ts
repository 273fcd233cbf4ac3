import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeProblems } from '../../harness/app/axeProblems.ts'
import { ask } from '../../harness/app/ask.ts'
import { launchApp, type RunningApp } from '../../harness/app/launchApp.ts'
import { VaultPage } from '../../harness/app/vaultPage.ts'

let busker: RunningApp
beforeAll(async () => {
  busker = await launchApp()
})
afterAll(() => busker.close())

describe.each(['light', 'dark'] as const)('the window for secrets, %s', (theme) => {
  test('has nothing serious for axe, step by step, and is gone through by keyboard alone', async () => {
    await ask(busker.window, 'app.setPreferences', { theme })
    await ask(busker.window, 'app.openVault', { purpose: 'create' })
    const { page } = await VaultPage.forApp(busker.app)
    const words = await VaultPage.forPage(page).readWords()
    expect(await axeProblems(page)).toEqual([])
    // The one button has the focus.
    await page.keyboard.press('Enter')
    await page
      .getByLabel(/^Word \d+$/)
      .first()
      .waitFor()
    expect(await axeProblems(page)).toEqual([])
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
    expect(await axeProblems(page)).toEqual([])
    await VaultPage.forPage(page).cancel()
  })

  test('takes words back with nothing serious for axe', async () => {
    await ask(busker.window, 'app.openVault', { purpose: 'restore' })
    const vault = await VaultPage.forApp(busker.app)
    await vault.page.getByLabel('Your 24 words').waitFor()
    await vault.page.keyboard.type('one two three')
    await vault.page.getByText('3 of 24').waitFor()
    expect(await axeProblems(vault.page)).toEqual([])
    await vault.cancel()
  })
})

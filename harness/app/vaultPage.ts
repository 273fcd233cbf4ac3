import { vaultOrigin } from '../../src/shared/origins.ts'
import type { ElectronApplication, Page } from 'playwright-core'
import { screenTimeoutMs } from './launchApp.ts'
import { pressByKeys, tabTo } from './tabTo.ts'

/** The small window for secrets, as a person uses it. */
export class VaultPage {
  readonly page: Page

  private constructor(page: Page) {
    this.page = page
  }

  static forPage(page: Page): VaultPage {
    return new VaultPage(page)
  }

  /** The window, open or about to be. */
  static async forApp(app: ElectronApplication): Promise<VaultPage> {
    const arrives = async (page: Page): Promise<Page> => {
      await page.waitForURL(`${vaultOrigin}/**`)
      return page
    }
    const page = await Promise.any([
      ...app.windows().map(arrives),
      app.waitForEvent('window', { timeout: screenTimeoutMs }).then(arrives),
    ])
    return new VaultPage(page)
  }

  /** Makes an identity, from the first word to the last button. @returns the words, which a person has on paper */
  async create(passphrase: string): Promise<string> {
    const words = await this.readWords()
    await this.page.getByRole('button', { name: 'I have written them down' }).click()
    await this.confirmWords(words)
    await this.#choosePassphrase(passphrase, 'Finish')
    return words.join(' ')
  }

  /** As `create`, without a mouse. */
  async createByKeys(passphrase: string): Promise<void> {
    const words = await this.readWords()
    await pressByKeys(this.page, /^I have written them down$/)
    await this.page
      .getByLabel(/^Word \d+$/)
      .first()
      .waitFor()
    for (const label of await this.page.locator('label').allInnerTexts()) {
      await this.#typeInto(label, words[Number(label.replace('Word ', '')) - 1] ?? '')
    }
    await pressByKeys(this.page, /^Continue$/)
    await this.page.getByLabel('New passphrase').waitFor()
    await this.#typeInto('New passphrase', passphrase)
    await this.#typeInto('Once more', passphrase)
    await this.#submit(() => pressByKeys(this.page, /^Finish$/))
  }

  async restore(words: string, passphrase: string): Promise<void> {
    await this.#typeWords(words)
    await this.#choosePassphrase(passphrase, 'Restore')
  }

  /** Opens what is on this machine with its words, under a new passphrase. */
  async useWords(words: string, passphrase: string): Promise<void> {
    await this.#typeWords(words)
    await this.#choosePassphrase(passphrase, 'Open')
  }

  async unlock(passphrase: string): Promise<void> {
    await this.page.getByLabel('Passphrase').fill(passphrase)
    await this.#submit(() => this.page.getByRole('button', { name: 'Unlock' }).click())
  }

  /** Closes the window without finishing. */
  async cancel(): Promise<void> {
    const closed = this.page.waitForEvent('close')
    // The window may be gone before the key is up.
    await this.page.keyboard.press('Escape').catch(() => undefined)
    await closed
  }

  async readWords(): Promise<string[]> {
    const items = this.page.getByRole('list', { name: 'Your 24 words' }).getByRole('listitem')
    await items.nth(23).waitFor()
    return (await items.locator('span:last-child').allInnerTexts()).map((word) => word.trim())
  }

  /** Types the three words that are asked for. */
  async confirmWords(words: readonly string[]): Promise<void> {
    const fields = this.page.getByLabel(/^Word \d+$/)
    await fields.first().waitFor()
    for (const label of await this.page.locator('label').allInnerTexts()) {
      const place = Number(label.replace('Word ', ''))
      await this.page.getByLabel(label, { exact: true }).fill(words[place - 1] ?? '')
    }
    await this.page.getByRole('button', { name: 'Continue' }).click()
  }

  async #typeInto(label: string, text: string): Promise<void> {
    await tabTo(this.page, new RegExp(`^${label}$`))
    await this.page.keyboard.type(text)
  }

  async #typeWords(words: string): Promise<void> {
    await this.page.getByLabel('Your 24 words').fill(words)
    await this.page.getByRole('button', { name: 'Continue' }).click()
  }

  async #choosePassphrase(passphrase: string, button: string): Promise<void> {
    await this.page.getByLabel('New passphrase').fill(passphrase)
    await this.page.getByLabel('Once more').fill(passphrase)
    await this.#submit(() => this.page.getByRole('button', { name: button }).click())
  }

  /** The window closes when what it was for is done. @throws Error with what it says instead */
  async #submit(act: () => Promise<void>): Promise<void> {
    const closed = this.page.waitForEvent('close', { timeout: 60_000 }).then(() => null)
    await act()
    const alert = this.page.getByRole('alert').innerText({ timeout: 60_000 })
    const said = await Promise.race([closed, alert.catch(() => closed)])
    if (said !== null) throw new Error(`The window for secrets says: ${said}`)
  }
}

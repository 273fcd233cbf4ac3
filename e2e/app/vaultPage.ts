import type { ElectronApplication, Page } from 'playwright-core'
import { patienceMs } from './launch.ts'

/** The small window for secrets, as a person uses it. */
export class VaultPage {
  readonly page: Page

  private constructor(page: Page) {
    this.page = page
  }

  static at(page: Page): VaultPage {
    return new VaultPage(page)
  }

  /** The window, open or about to be. */
  static async of(app: ElectronApplication): Promise<VaultPage> {
    const arrives = async (page: Page): Promise<Page> => {
      await page.waitForURL('app://vault/**')
      return page
    }
    const page = await Promise.any([
      ...app.windows().map(arrives),
      app.waitForEvent('window', { timeout: patienceMs }).then(arrives),
    ])
    return new VaultPage(page)
  }

  /** Makes an identity, from the first word to the last button. @returns the words, which a person has on paper */
  async create(passphrase: string): Promise<string> {
    const words = await this.writeDown()
    await this.page.getByRole('button', { name: 'I have written them down' }).click()
    await this.prove(words)
    await this.choosePassphrase(passphrase, 'Finish')
    return words.join(' ')
  }

  async restore(words: string, passphrase: string): Promise<void> {
    await this.page.getByLabel('Your 24 words').fill(words)
    await this.page.getByRole('button', { name: 'Continue' }).click()
    await this.choosePassphrase(passphrase, 'Restore')
  }

  async unlock(passphrase: string): Promise<void> {
    await this.page.getByLabel('Passphrase').fill(passphrase)
    await this.end(() => this.page.getByRole('button', { name: 'Unlock' }).click())
  }

  /** Closes the window without finishing. */
  async escape(): Promise<void> {
    const closed = this.page.waitForEvent('close')
    // The window may be gone before the key is up.
    await this.page.keyboard.press('Escape').catch(() => undefined)
    await closed
  }

  async writeDown(): Promise<string[]> {
    const items = this.page.getByRole('list', { name: 'Your 24 words' }).getByRole('listitem')
    await items.nth(23).waitFor()
    return (await items.locator('span:last-child').allInnerTexts()).map((word) => word.trim())
  }

  /** Types the three words that are asked for. */
  async prove(words: readonly string[]): Promise<void> {
    const fields = this.page.getByLabel(/^Word \d+$/)
    await fields.first().waitFor()
    for (const label of await this.page.locator('label').allInnerTexts()) {
      const place = Number(label.replace('Word ', ''))
      await this.page.getByLabel(label, { exact: true }).fill(words[place - 1] ?? '')
    }
    await this.page.getByRole('button', { name: 'Continue' }).click()
  }

  private async choosePassphrase(passphrase: string, button: string): Promise<void> {
    await this.page.getByLabel('New passphrase').fill(passphrase)
    await this.page.getByLabel('Once more').fill(passphrase)
    await this.end(() => this.page.getByRole('button', { name: button }).click())
  }

  /** The window closes when what it was for is done. @throws Error with what it says instead */
  private async end(act: () => Promise<void>): Promise<void> {
    const closed = this.page.waitForEvent('close', { timeout: 60_000 }).then(() => null)
    await act()
    const alert = this.page.getByRole('alert').innerText({ timeout: 60_000 })
    const said = await Promise.race([closed, alert.catch(() => closed)])
    if (said !== null) throw new Error(`The window for secrets says: ${said}`)
  }
}

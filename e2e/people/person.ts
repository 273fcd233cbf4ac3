import { join } from 'node:path'
import { _electron, type ElectronApplication, type Locator, type Page } from 'playwright-core'
import { asRoot, electronExecutable, mainScript } from '../app/launch.ts'
import { VaultPage } from '../app/vaultPage.ts'

export interface PersonOptions {
  readonly name: string
  /** The application's user data: what a person has on this machine. */
  readonly folder: string
  /** The file of a network's profile. */
  readonly network: string
}

/** As long as anything on a screen may take, on a busy machine. */
const patienceMs = 60_000

/** Somebody with Busker's window before them, who only does what can be done with it. */
export class Person {
  readonly name: string
  readonly folder: string
  readonly passphrase: string
  private readonly options: PersonOptions
  private running: { readonly app: ElectronApplication; readonly page: Page } | null = null

  constructor(options: PersonOptions) {
    this.options = options
    this.name = options.name
    this.folder = options.folder
    this.passphrase = `${options.name} keeps a long passphrase`
  }

  get page(): Page {
    if (this.running === null) throw new Error(`${this.name} has no window open.`)
    return this.running.page
  }

  get app(): ElectronApplication {
    if (this.running === null) throw new Error(`${this.name} does not run Busker.`)
    return this.running.app
  }

  get isOpen(): boolean {
    return this.running !== null
  }

  /** Starts Busker; resolves when its page is there. */
  async open(): Promise<void> {
    const { folder, network } = this.options
    const app = await _electron.launch({
      executablePath: electronExecutable(),
      args: [`--user-data-dir=${folder}`, `--busker-network=${network}`, mainScript],
      chromiumSandbox: !asRoot,
    })
    const page = await app.firstWindow()
    page.setDefaultTimeout(patienceMs)
    this.running = { app, page }
    await page.locator('main, [role=main], h1').first().waitFor()
  }

  /** Quits as from the menu. */
  async close(): Promise<void> {
    const { running } = this
    this.running = null
    await running?.app.close()
  }

  /** The main process is gone at once, as after a crash. */
  async kill(): Promise<number> {
    const { app } = this
    const main = app.process()
    const pid = main.pid ?? 0
    const gone = new Promise((resolve) => main.once('exit', resolve))
    main.kill('SIGKILL')
    await gone
    this.running = null
    return pid
  }

  /** First start: keys, and whatever else stands between a newcomer and the music. @returns the words */
  async tryIt(): Promise<string> {
    await this.press('Try it')
    const vault = await VaultPage.of(this.app)
    const words = await vault.create(this.passphrase)
    await this.arrive()
    return words
  }

  async restore(words: string): Promise<void> {
    await this.press('I have my words')
    await this.press('Enter my words')
    const vault = await VaultPage.of(this.app)
    await vault.restore(words, this.passphrase)
    await this.arrive()
  }

  async unlock(): Promise<void> {
    await this.press('Unlock')
    const vault = await VaultPage.of(this.app)
    await vault.unlock(this.passphrase)
    await this.arrive()
  }

  /** Resolves when the rooms behind the doors are there. */
  async arrive(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Main' }).waitFor()
  }

  async goTo(place: string): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: place }).click()
    await this.page.getByRole('heading', { level: 1, name: place }).waitFor()
  }

  /** Opens the connection to the hub, from the wallet. */
  async connect(): Promise<void> {
    await this.goTo('Wallet')
    const connect = this.page.getByRole('button', { name: 'Get play money and connect' })
    const open = this.page.getByRole('button', { name: 'Put in' })
    await connect.or(open).first().waitFor()
    if (await connect.isVisible()) await connect.click()
    await open.waitFor()
  }

  /** Publishes files through the wizard. @param price such as `0.50` */
  async publish(files: readonly string[], price: string): Promise<void> {
    await this.goTo('Studio')
    await this.press('Publish music')
    await this.answerDialog(files)
    await this.press('Choose files…')
    const table = this.page.getByRole('table', { name: 'Tracks to publish' })
    await table.waitFor()
    const prices = table.getByRole('textbox', { name: /^Price/ })
    for (let at = 0; at < (await prices.count()); at += 1) await prices.nth(at).fill(price)
    await this.press('Review')
    await this.press('Publish')
    await this.page.getByRole('heading', { level: 1, name: 'Studio' }).waitFor()
  }

  /** The row of a work, on whatever page is shown. */
  found(title: string): Locator {
    return this.page.getByRole('row', { name: title })
  }

  /** Buys what Discover shows, topping up where it must. Resolves when it is theirs and plays. */
  async buy(title: string): Promise<void> {
    await this.startBuying(title)
    await this.page.getByRole('dialog', { name: 'Bought' }).waitFor()
    await this.press('Done')
  }

  /** Up to the press that pays. */
  async startBuying(title: string): Promise<void> {
    await this.goTo('Discover')
    await this.found(title).getByRole('button', { name: /^Buy/ }).click()
    await this.page
      .getByRole('dialog', { name: 'Buy' })
      .getByRole('button', { name: /\bbuy\b|^Buy for/ })
      .click()
  }

  /** Plays something of the library. */
  async play(title: string): Promise<void> {
    await this.goTo('Library')
    await this.found(title)
      .getByRole('button', { name: `Play ${title}` })
      .click()
  }

  /** Resolves when the player has played this many seconds of it. */
  async heard(title: string, seconds: number): Promise<void> {
    const bar = this.page.getByRole('contentinfo')
    await bar.getByText(title).first().waitFor()
    const seek = this.page.getByRole('slider', { name: 'Seek' })
    await this.page.waitForFunction(
      ([slider, least]) => Number((slider as Element).getAttribute('aria-valuenow')) >= (least as number),
      [await seek.elementHandle(), seconds] as const,
    )
  }

  async press(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click()
  }

  picture(path: string): Promise<unknown> {
    return this.page.screenshot({ path, animations: 'disabled' })
  }

  /** The system's file dialog is another program's window: it answers with these files. */
  private async answerDialog(files: readonly string[]): Promise<void> {
    await this.app.evaluate(({ dialog }, filePaths) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [...filePaths] })
    }, files)
  }
}

/** Where a person's things are. */
export function homeOf(folder: string, name: string): string {
  return join(folder, name)
}

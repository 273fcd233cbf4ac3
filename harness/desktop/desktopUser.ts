import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pRetry from 'p-retry'
import type { ElectronApplication, Locator, Page } from 'playwright-core'
import type { PlayableRendition } from '../../src/shared/api/playback.ts'
import { logFile } from '../../src/main/log.ts'
import { isBuskerError } from '../../src/shared/errors.ts'
import type { Label } from '../../src/shared/ids.ts'
import { ask } from '../app/ask.ts'
import { answerNextDialog, chooseInDialogs, confirmMoneyDialogs } from '../app/dialogs.ts'
import { emitInApp } from '../app/emitInApp.ts'
import { launchApp, screenTimeoutMs, type RunningApp } from '../app/launchApp.ts'
import { tabTo } from '../app/tabTo.ts'
import { VaultPage } from '../app/vaultPage.ts'

export interface DesktopUserOptions {
  readonly name: string
  /** The application's user data: what a user has on this machine. */
  readonly folder: string
  /** The file of a network's profile. */
  readonly networkFile: string
  /** A link that Busker is started with, in place of the profile: no network is known before. */
  readonly invitation?: string
}

/** Somebody with Busker's window before them, who only does what can be done with it. */
export class DesktopUser {
  readonly name: string
  readonly folder: string
  readonly passphrase: string
  readonly #options: DesktopUserOptions
  #running: RunningApp | null = null

  constructor(options: DesktopUserOptions) {
    this.#options = options
    this.name = options.name
    this.folder = options.folder
    this.passphrase = `${options.name} keeps a long passphrase`
  }

  get page(): Page {
    if (this.#running === null) throw new Error(`${this.name} has no window open.`)
    return this.#running.window
  }

  get app(): ElectronApplication {
    if (this.#running === null) throw new Error(`${this.name} does not run Busker.`)
    return this.#running.app
  }

  get isOpen(): boolean {
    return this.#running !== null
  }

  /** Starts Busker; resolves when its page is there. */
  async open(): Promise<void> {
    const { folder, networkFile: network, invitation } = this.#options
    const begins = invitation === undefined ? { args: [`--busker-network=${network}`] } : { link: invitation }
    this.#running = await launchApp({ userData: folder, ...begins })
    this.page.setDefaultTimeout(screenTimeoutMs)
    await this.page.locator('main, [role=main], h1').first().waitFor()
    await confirmMoneyDialogs(this.app)
  }

  /** Quits as from the menu. */
  async close(): Promise<void> {
    const running = this.#running
    this.#running = null
    await running?.close()
  }

  /** Asks to quit where something holds Busker back. @returns what it asked, answered with this button */
  async quitAnswering(answer: string): Promise<string> {
    const asked = await answerNextDialog(this.app, answer)
    await this.app.evaluate(({ app }) => app.quit())
    return asked()
  }

  /** Resolves when the window was closed, by whomever. */
  async waitUntilClosed(): Promise<void> {
    await this.#running?.app.waitForEvent('close', { timeout: 0 })
    this.#running = null
  }

  /** The main process is gone at once, as after a crash. */
  async kill(): Promise<number> {
    const { app } = this
    const main = app.process()
    const pid = main.pid ?? 0
    const gone = new Promise((resolve) => main.once('exit', resolve))
    main.kill('SIGKILL')
    await gone
    this.#running = null
    return pid
  }

  /** First start by way of words and passphrase, up to the connection to the hub. @returns the words */
  async completeFirstStart(): Promise<string> {
    await this.clickButton('Start for real')
    await this.clickButton('Make my keys')
    const vault = await VaultPage.forApp(this.app)
    const words = await vault.create(this.passphrase)
    await this.waitForMainApp()
    await this.clickButton('Get play money and connect')
    await this.page.getByText('You are connected to the hub').waitFor()
    await this.goTo('Discover')
    return words
  }

  /** First start by one press, with nothing written down, up to the music. */
  async tryIt(): Promise<void> {
    await this.clickButton('Try it')
    await this.waitForMainApp()
    await this.page.getByRole('heading', { level: 1, name: 'Discover' }).waitFor()
  }

  /** After a trial: writes the words down and chooses a passphrase, from the settings. @returns the words */
  async protectKeys(): Promise<string> {
    await this.goTo('Settings')
    await this.clickButton('Write my words down…')
    const vault = await VaultPage.forApp(this.app)
    const words = await vault.create(this.passphrase)
    await this.page.getByRole('button', { name: 'Show…' }).waitFor()
    return words
  }

  async restore(words: string): Promise<void> {
    await this.clickButton('I have my words')
    await this.clickButton('Enter my words')
    const vault = await VaultPage.forApp(this.app)
    await vault.restore(words, this.passphrase)
    await this.waitForMainApp()
  }

  async unlock(): Promise<void> {
    await this.clickButton('Unlock')
    const vault = await VaultPage.forApp(this.app)
    await vault.unlock(this.passphrase)
    await this.waitForMainApp()
  }

  /** Resolves when the rooms behind the doors are there. */
  async waitForMainApp(): Promise<void> {
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

  /** Publishes files through the wizard, under this user's name. @param price such as `0.50` */
  async publish(files: readonly [string, ...string[]], price: string): Promise<void> {
    await this.goTo('Studio')
    await this.clickButton('Publish music')
    await chooseInDialogs(this.app, ...files)
    await this.clickButton('Choose files…')
    const table = this.page.getByRole('table', { name: 'Tracks to publish' })
    await table.waitFor()
    for (const [header, text] of [
      ['Artist', this.name],
      ['Price', price],
    ] as const) {
      const fields = table.getByRole('textbox', { name: new RegExp(`^${header}`) })
      for (let at = 0; at < (await fields.count()); at += 1) await fields.nth(at).fill(text)
    }
    await this.clickButton('Review')
    await this.clickButton('Publish')
    await this.page.getByRole('heading', { level: 1, name: 'Studio' }).waitFor()
  }

  /** Resolves when every upload is on sale. */
  async waitUntilOnSale(): Promise<void> {
    const uploads = this.page.getByRole('list', { name: 'Uploads' }).getByRole('listitem')
    await uploads.filter({ hasText: 'On sale' }).first().waitFor()
  }

  /** The title of what appeared last in Discover, once there is something. */
  async newestTitle(): Promise<string> {
    await this.goTo('Discover')
    await this.page.getByRole('button', { name: /^Buy/ }).first().waitFor()
    const [newest] = await ask(this.page, 'newest', { limit: 1 })
    if (newest === undefined) throw new Error('Discover shows what the node does not know.')
    return newest.title
  }

  /** What a page that tried to play it without a click would be told; null: it would play. */
  async playRefusalCode(title: string): Promise<string | null> {
    const label = await this.#labelOf(title)
    try {
      await ask(this.page, 'play', { label })
      return null
    } catch (error) {
      if (isBuskerError(error)) return error.code
      throw error
    }
  }

  /** Where the segments end of what the player plays. */
  async renditionOf(title: string): Promise<PlayableRendition> {
    const { renditions } = await ask(this.page, 'play', { label: await this.#labelOf(title) })
    const played = renditions.find(({ name }) => name === 'aac') ?? renditions[0]
    if (played === undefined) throw new Error(`${title} has no rendition.`)
    return played
  }

  async #labelOf(title: string): Promise<Label> {
    const works = await ask(this.page, 'newest', { limit: 100 })
    const work = works.find((each) => each.title === title)
    if (work === undefined) throw new Error(`Nothing is called ${title}.`)
    return work.label
  }

  /** The row of a work, on whatever page is shown. */
  row(title: string): Locator {
    return this.page.getByRole('row', { name: title })
  }

  /** Buys what Discover shows, topping up where it must. Resolves when it is theirs and plays. */
  async buy(title: string): Promise<void> {
    await this.startBuying(title)
    await this.page.getByRole('dialog', { name: 'Bought' }).waitFor()
    await this.clickButton('Done')
  }

  /** Up to the press that pays. */
  async startBuying(title: string): Promise<void> {
    await this.goTo('Discover')
    await this.row(title).getByRole('button', { name: /^Buy/ }).click()
    await this.page
      .getByRole('dialog', { name: 'Buy' })
      .getByRole('button', { name: /\bbuy\b|^Buy for/ })
      .click()
  }

  /** Resolves when what is being bought has come to this step. */
  async waitForStep(words: RegExp): Promise<void> {
    await this.page.locator('[aria-current="step"]', { hasText: words }).waitFor()
  }

  /** Plays something of the library. */
  async play(title: string): Promise<void> {
    await this.goTo('Library')
    await this.playButton(title).click()
  }

  /** Of the row that is shown. */
  playButton(title: string): Locator {
    return this.row(title).getByRole('button', { name: `Play ${title}`, exact: true })
  }

  /** Stops what plays. */
  async pausePlayback(): Promise<void> {
    const pause = this.page.getByRole('group', { name: 'Playback' }).getByRole('button', { name: 'Pause' })
    if (await pause.isVisible()) await pause.click()
  }

  async repeatAll(): Promise<void> {
    await this.page.getByRole('button', { name: /^Repeat/ }).click()
  }

  /** Resolves when the node can fetch from others. */
  async waitUntilOnline(): Promise<void> {
    await this.page.waitForFunction(async () => {
      const outcome = await window.busker.ask.status(crypto.randomUUID(), {})
      if ('error' in outcome) return false
      const { parts } = outcome.value as { parts: { name: string; state: string }[] }
      return parts.some(({ name, state }) => name === 'catalogue' && state === 'ready')
    })
  }

  /** Where its node keeps everything. */
  async nodeFolder(): Promise<string> {
    const networks = join(this.folder, 'nodes')
    const [network = ''] = await readdir(networks)
    const [account = ''] = await readdir(join(networks, network))
    return join(networks, network, account)
  }

  /** Resolves when something is heard, whatever it is. */
  async waitUntilPlaying(): Promise<void> {
    const bar = this.page.getByRole('contentinfo', { name: 'Player' })
    const seek = await bar.getByRole('slider', { name: 'Seek' }).elementHandle()
    await this.page.waitForFunction((slider) => Number(slider?.getAttribute('aria-valuenow')) > 0, seek)
  }

  /** Resolves when the player has played this many seconds of it. @returns where it is */
  async waitUntilPlayed(title: string, seconds: number): Promise<number> {
    const bar = this.page.getByRole('contentinfo', { name: 'Player' })
    await bar.getByText(title).first().waitFor()
    const seek = bar.getByRole('slider', { name: 'Seek' })
    const place = await this.page.waitForFunction(
      ([slider, least]) => {
        const now = Number((slider as Element).getAttribute('aria-valuenow'))
        return now >= (least as number) ? now : null
      },
      [await seek.elementHandle(), seconds] as const,
    )
    return Number(await place.jsonValue())
  }

  /** Until it has the focus. */
  tabTo(name: RegExp): Promise<void> {
    return tabTo(this.page, name)
  }

  async pressKey(name: string): Promise<void> {
    await this.page.keyboard.press(name)
  }

  async clickButton(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click()
  }

  /** What they have copied, once it is like this. */
  copied(pattern: RegExp): Promise<string> {
    const read = async () => {
      const text = await this.app.evaluate(({ clipboard }) => clipboard.readText())
      if (!pattern.test(text)) throw new Error(`${this.name} has copied “${text}”, which is not ${pattern}.`)
      return text
    }
    return pRetry(read, { retries: 200, minTimeout: 50, factor: 1 })
  }

  /** Opens a link of Busker's in the Busker that runs, as the system does. */
  async openLink(link: string): Promise<void> {
    await emitInApp(this.app, 'app', 'second-instance', ['busker', link])
  }

  /** What their windows say, and the end of their log. */
  async describeState(): Promise<string> {
    const texts = await Promise.allSettled(
      this.app.windows().map((page) => page.innerText('body', { timeout: 5_000 })),
    )
    const windows = texts.map((text) => (text.status === 'fulfilled' ? text.value : String(text.reason)))
    const log = await readFile(logFile(join(this.folder, 'logs')), 'utf8').catch(String)
    return [`--- ${this.name}`, ...windows, ...log.trim().split('\n').slice(-20)].join('\n')
  }

  screenshot(path: string): Promise<unknown> {
    return this.page.screenshot({ path, animations: 'disabled' })
  }
}

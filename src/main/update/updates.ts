import { basename } from 'node:path'
import type { AppUpdater } from 'electron-updater'
import type { UpdateView } from '../../shared/api/app.ts'
import { BuskerError, isBuskerError, toErrorData } from '../../shared/errors.ts'
import type { Startable } from '../../shared/startable.ts'
import type { AppImageSwap } from './appImageSwap.ts'

const dayMs = 24 * 60 * 60 * 1_000

/** The part of electron-updater that is used. */
export type Updater = Pick<AppUpdater, 'on' | 'checkForUpdates' | 'downloadUpdate' | 'quitAndInstall'>

export interface UpdatesOptions {
  readonly updater: Updater
  /** Null: the system has an installer of its own, which electron-updater runs. */
  readonly swap: Pick<AppImageSwap, 'refused' | 'stage' | 'swap' | 'relaunch'> | null
  /** Whether the person wants newer versions looked for. */
  readonly isWanted: () => boolean
  readonly onChange: (view: UpdateView) => void
  readonly onFailure: (error: unknown) => void
  /** Ends Busker in order; {@link Updates.install} is called once everything has stopped. */
  readonly quit: () => void
}

/** Looks for newer versions once a day, fetches one, and puts it in place when Busker ends. */
export class Updates implements Startable {
  readonly #options: UpdatesOptions
  #view: UpdateView
  #checkedAt: number | null = null
  #checking: Promise<void> | null = null
  #timer: NodeJS.Timeout | null = null
  #startsAgain = false

  constructor(options: UpdatesOptions) {
    this.#options = options
    this.#view = this.#none
    options.updater.on('download-progress', (progress) => {
      const percent = Math.floor(progress.percent)
      if (this.#view.state !== 'downloading' || this.#view.percent === percent) return
      this.#show({ ...this.#view, percent })
    })
  }

  get view(): UpdateView {
    return this.#view
  }

  async start(): Promise<void> {
    const look = () => void (this.#options.isWanted() && this.check())
    this.#timer ??= setInterval(look, dayMs).unref()
    look()
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer)
    this.#timer = null
  }

  /** Looks for a newer version and fetches it; what fails is in the view. One that is ready stays so. */
  async check(): Promise<void> {
    if (this.#view.state === 'ready') return
    this.#checking ??= this.#fetchNewer()
      .catch((error: unknown) => {
        this.#options.onFailure(error)
        this.#show({ state: 'failed', problem: toErrorData(updateError(error)) })
      })
      .finally(() => (this.#checking = null))
    await this.#checking
  }

  /** Ends Busker, and starts the version that is ready. Without one, nothing happens. */
  restart(): void {
    if (this.#view.state !== 'ready') return
    this.#startsAgain = true
    this.#options.quit()
  }

  /** Puts the version that is ready in place. To be called when everything else has stopped. */
  async install(): Promise<void> {
    const { updater, swap } = this.#options
    if (this.#view.state !== 'ready') return
    if (swap === null) return updater.quitAndInstall(true, this.#startsAgain)
    // First: what fails leaves this version in place, and people wait for one of the two.
    if (this.#startsAgain) swap.relaunch()
    await swap.swap(this.#view.version)
  }

  async #fetchNewer(): Promise<void> {
    const { updater, swap } = this.#options
    this.#show({ state: 'checking' })
    const found = await updater.checkForUpdates()
    this.#checkedAt = Date.now()
    if (found === null || !found.isUpdateAvailable) return this.#show(this.#none)
    const { version, files } = found.updateInfo
    if (version === swap?.refused) return this.#show(this.#none)
    this.#show({ state: 'downloading', version, percent: 0 })
    const [downloaded = ''] = await updater.downloadUpdate()
    const named = files.find(({ url }) => basename(url) === basename(downloaded))
    await swap?.stage(downloaded, named?.sha512 ?? '')
    this.#show({ state: 'ready', version })
  }

  get #none(): UpdateView {
    return { state: 'none', checkedAt: this.#checkedAt, refused: this.#options.swap?.refused ?? null }
  }

  #show(view: UpdateView): void {
    this.#view = view
    this.#options.onChange(view)
  }
}

/** electron-updater's failures in our words. */
function updateError(error: unknown): BuskerError {
  if (isBuskerError(error)) return error
  return new BuskerError('UPDATE_UNREACHABLE', 'The newer Busker could not be fetched.', { cause: error })
}

import { Menu, nativeImage, Tray } from 'electron'
import type { AppCommand } from '../../shared/api/app.ts'
import { t } from '../../shared/i18n/t.ts'

export interface TrayIconOptions {
  readonly icon: string
  readonly onShow: () => void
  readonly onCommand: (command: AppCommand) => void
  readonly onQuit: () => void
}

/** The tray icon and its menu: what plays, playback commands, showing the window, quitting. */
export class TrayIcon {
  readonly #options: TrayIconOptions
  #tray: Tray | null = null
  #playing: string | null = null
  #isLocked = false

  constructor(options: TrayIconOptions) {
    this.#options = options
  }

  show(): void {
    if (this.#tray === null) {
      this.#tray = new Tray(nativeImage.createFromPath(this.#options.icon).resize({ width: 22, height: 22 }))
      this.#tray.on('click', this.#options.onShow)
    }
    this.#update()
  }

  hide(): void {
    this.#tray?.destroy()
    this.#tray = null
  }

  /** @param title what plays; null: nothing */
  setPlaying(title: string | null): void {
    this.#playing = title
    this.refresh()
  }

  /** Whether Busker waits for its passphrase. */
  setLocked(isLocked: boolean): void {
    this.#isLocked = isLocked
    this.refresh()
  }

  /** Says the menu anew, in the language that is shown. */
  refresh(): void {
    if (this.#tray !== null) this.#update()
  }

  #update(): void {
    const { onShow, onCommand, onQuit } = this.#options
    this.#tray?.setToolTip(this.#playing ?? 'Busker')
    this.#tray?.setContextMenu(
      Menu.buildFromTemplate([
        {
          label: this.#playing ?? t(this.#isLocked ? 'desktop.lockedNothingIsSold' : 'desktop.nothingPlays'),
          enabled: false,
        },
        { label: t('common.playOrPause'), click: () => onCommand('playPause') },
        { label: t('common.next'), click: () => onCommand('next') },
        { type: 'separator' },
        { label: t('desktop.showBusker'), click: onShow },
        { label: t('desktop.quit'), click: onQuit },
      ]),
    )
  }
}

import { BrowserWindow, nativeTheme, session, type Session } from 'electron'
import type { VaultPurpose } from '../../shared/api/app.ts'
import { vaultOrigin } from '../../shared/origins.ts'
import { sandboxedWindowOptions } from './sandboxedWindowOptions.ts'

/** Of the page, in pixels. */
const sizes: Record<VaultPurpose, { readonly width: number; readonly height: number }> = {
  create: { width: 540, height: 540 },
  protect: { width: 540, height: 540 },
  restore: { width: 540, height: 480 },
  unlock: { width: 420, height: 300 },
  useWords: { width: 540, height: 480 },
  changePassphrase: { width: 420, height: 480 },
  showWords: { width: 540, height: 560 },
}

export interface VaultWindowOptions {
  readonly preload: string
  /** The window it belongs to. */
  readonly parent: BrowserWindow
  /** Makes the page's session serve the page; called once. */
  readonly startService: (session: Session) => void
  readonly onClosed: () => void
}

/** The window for words and passphrases. Its session is in memory only and ends with the window. */
export class VaultWindow {
  readonly #options: VaultWindowOptions
  readonly #session: Session
  #window: BrowserWindow | null = null

  constructor(options: VaultWindowOptions) {
    this.#options = options
    this.#session = session.fromPartition('vault')
    options.startService(this.#session)
  }

  /** Opens it; one that is open starts anew. */
  async open(purpose: VaultPurpose): Promise<void> {
    this.close()
    const { preload, parent, onClosed } = this.#options
    const window = new BrowserWindow(
      sandboxedWindowOptions(preload, {
        parent,
        ...sizes[purpose],
        useContentSize: true,
        resizable: false,
        minimizable: false,
        maximizable: false,
        fullscreenable: false,
        title: 'Busker',
        backgroundColor: nativeTheme.shouldUseDarkColors ? '#161616' : '#ffffff',
        webPreferences: { session: this.#session, devTools: false, spellcheck: false },
      }),
    )
    this.#window = window
    // Screenshots and screen sharing do not get it, where the system can do that.
    window.setContentProtection(true)
    window.setMenu(null)
    window.once('ready-to-show', () => window.show())
    window.once('closed', () => {
      if (this.#window === window) this.#window = null
      onClosed()
    })
    await window.loadURL(`${vaultOrigin}/`)
  }

  close(): void {
    this.#window?.destroy()
  }
}

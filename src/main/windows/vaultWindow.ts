import { BrowserWindow, nativeTheme, session, type Session } from 'electron'
import { VAULT_ORIGIN } from '../../shared/ipc.ts'
import { pageWindow } from './pageWindow.ts'

export interface VaultWindowOptions {
  readonly preload: string
  /** The window it belongs to. */
  readonly parent: BrowserWindow
  /** Makes the page's session serve the page; called once. */
  readonly serve: (session: Session) => void
  readonly onClosed: () => void
}

/** The small window for words and passphrases: in a session that is only in memory, gone with the window. */
export class VaultWindow {
  private readonly options: VaultWindowOptions
  private readonly session: Session
  private window: BrowserWindow | null = null

  constructor(options: VaultWindowOptions) {
    this.options = options
    this.session = session.fromPartition('vault')
    options.serve(this.session)
  }

  /** Opens it; one that is open starts anew. */
  async open(): Promise<void> {
    this.close()
    const { preload, parent, onClosed } = this.options
    const window = new BrowserWindow(
      pageWindow(preload, {
        parent,
        width: 520,
        height: 640,
        useContentSize: true,
        resizable: false,
        minimizable: false,
        maximizable: false,
        fullscreenable: false,
        title: 'Busker',
        backgroundColor: nativeTheme.shouldUseDarkColors ? '#161616' : '#ffffff',
        webPreferences: { session: this.session, devTools: false, spellcheck: false },
      }),
    )
    this.window = window
    // Screenshots and screen sharing do not get it, where the system can do that.
    window.setContentProtection(true)
    window.setMenu(null)
    window.once('ready-to-show', () => window.show())
    window.once('closed', () => {
      if (this.window === window) this.window = null
      onClosed()
    })
    await window.loadURL(`${VAULT_ORIGIN}/`)
  }

  close(): void {
    this.window?.destroy()
  }
}

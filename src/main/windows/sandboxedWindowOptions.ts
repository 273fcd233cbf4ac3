import type { BrowserWindowConstructorOptions } from 'electron'

/** Options of every window: sandboxed, without Node, connected to the main process by its preload alone. */
export function sandboxedWindowOptions(
  preload: string,
  options: BrowserWindowConstructorOptions,
): BrowserWindowConstructorOptions {
  return {
    show: false,
    autoHideMenuBar: true,
    ...options,
    webPreferences: {
      ...options.webPreferences,
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
    },
  }
}

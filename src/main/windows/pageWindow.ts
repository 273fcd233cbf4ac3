import type { BrowserWindowConstructorOptions } from 'electron'

/** What every window of ours is made with: a page without Node, behind the sandbox, that meets the rest through its preload alone. */
export function pageWindow(
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

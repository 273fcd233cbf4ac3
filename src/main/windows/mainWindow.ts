import { BrowserWindow, nativeTheme } from 'electron'
import { minimumSize } from './miniWindow.ts'
import { sandboxedWindowOptions } from './sandboxedWindowOptions.ts'

/** Makes the main window, which shows itself when its page has been painted. */
export function createMainWindow(preload: string, icon: string): BrowserWindow {
  const window = new BrowserWindow(
    sandboxedWindowOptions(preload, {
      width: 1280,
      height: 800,
      minWidth: minimumSize.width,
      minHeight: minimumSize.height,
      title: 'Busker',
      icon,
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#121212' : '#fafafa',
    }),
  )
  window.once('ready-to-show', () => window.show())
  return window
}

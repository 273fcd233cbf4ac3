import { BrowserWindow, nativeTheme, type Rectangle } from 'electron'
import { sandboxedWindowOptions } from './sandboxedWindowOptions.ts'
import { type MainWindowPlace, minimumSize } from './windowPlaces.ts'

/** Of a window that was never placed; px. */
const usualSize = { width: 1280, height: 800 }

export interface MainWindowOptions {
  readonly preload: string
  readonly icon: string
  /** Where it was last; null: nowhere yet. */
  readonly place: MainWindowPlace | null
  /** Where such bounds are in sight; null: on no display that is there. */
  readonly fit: (bounds: Rectangle) => Rectangle | null
}

/** Makes the main window where it was last, which shows itself when its page has been painted. */
export function createMainWindow({ preload, icon, place, fit }: MainWindowOptions): BrowserWindow {
  const window = new BrowserWindow(
    sandboxedWindowOptions(preload, {
      ...usualSize,
      ...(place && fit(place)),
      minWidth: minimumSize.width,
      minHeight: minimumSize.height,
      title: 'Busker',
      icon,
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#121212' : '#fafafa',
    }),
  )
  window.once('ready-to-show', () => {
    if (place?.isMaximised === true) window.maximize()
    window.show()
  })
  return window
}

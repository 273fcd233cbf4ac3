import { BrowserWindow, nativeTheme, type Rectangle } from 'electron'
import { sandboxedWindowOptions } from './sandboxedWindowOptions.ts'
import { type MainWindowPlace, minimumSize } from './windowPlaces.ts'

/** Of a window that was never placed; px. */
const usualSize = { width: 1280, height: 800 }

export interface MainWindowOptions {
  readonly preload: string
  readonly icon: string
  /** It is not shown until somebody asks for it. */
  readonly isHidden: boolean
  /** Where it was last; null: nowhere yet. */
  readonly place: MainWindowPlace | null
  /** Where such bounds are in sight; null: on no display that is there. */
  readonly fit: (bounds: Rectangle) => Rectangle | null
}

/** Makes the main window where it was last, which shows itself when its page has been painted, unless it is hidden. */
export function createMainWindow({ preload, icon, isHidden, place, fit }: MainWindowOptions): BrowserWindow {
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
  const isMaximised = place?.isMaximised === true
  if (isHidden) window.once('show', () => isMaximised && window.maximize())
  else window.once('ready-to-show', () => (isMaximised ? window.maximize() : window.show()))
  return window
}

import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { BrowserWindow, nativeTheme, protocol, type Rectangle } from 'electron'
import { appOrigin } from '../../shared/origins.ts'
import { builtFiles } from '../builtFiles.ts'
import { trackScheme } from '../schemes.ts'
import { mainPage, servePage } from '../servePage.ts'
import type { ServeTrack } from '../serveTracks.ts'
import { minimumSize } from './minimumSize.ts'
import { sandboxedWindowOptions } from './sandboxedWindowOptions.ts'
import type { MainWindowPlace } from './windowPlaces.ts'

/** Of a window that was never placed; px. */
const usualSize = { width: 1280, height: 800 }

/** The main window, whose page waits with its scripts. */
export interface MainWindow {
  readonly window: BrowserWindow
  /**
   * Lets the page begin.
   *
   * @param serveTrack answers what it asks of the node from now on
   * @returns once it has been drawn, or has loaded and not been drawn for a second
   */
  open(serveTrack: ServeTrack): Promise<void>
}

/** A page that is loaded and in sight nowhere may never be drawn, ms. */
const drawnWithinMs = 1000
/** What is drawn has the machine to itself for so long, ms. */
const undisturbedMs = 150

/** Makes the main window, hidden. Its page is loaded at once, beside what else a start has to do, and runs nothing before `open`. */
export function createMainWindow(): MainWindow {
  const window = new BrowserWindow(
    sandboxedWindowOptions(builtFiles.preload('main'), {
      ...usualSize,
      minWidth: minimumSize.width,
      minHeight: minimumSize.height,
      title: 'Busker',
      icon: builtFiles.icon,
    }),
  )
  const opened = Promise.withResolvers<ServeTrack>()
  servePage(protocol, { folder: builtFiles.pages, page: mainPage, scriptsFrom: opened.promise })
  // A page reaches the schemes that are handled when it begins to load, and until it is loaded again no other.
  protocol.handle(trackScheme.scheme, async (request) => (await opened.promise)(request))
  const loaded = window.loadURL(`${appOrigin}/`)
  // A start that ends before it waits for the page says why itself.
  loaded.catch(() => undefined)
  const drawn = once(window, 'ready-to-show').then(() => delay(undisturbedMs))
  return {
    window,
    async open(serveTrack) {
      opened.resolve(serveTrack)
      await loaded
      await Promise.race([drawn, delay(drawnWithinMs)])
    },
  }
}

export interface MainWindowPlacing {
  /** It is not shown until somebody asks for it. */
  readonly isHidden: boolean
  /** Where it was last; null: nowhere yet. */
  readonly place: MainWindowPlace | null
  /** Where such bounds are in sight; null: on no display that is there. */
  readonly fit: (bounds: Rectangle) => Rectangle | null
}

/** Puts the window where it was last, in the theme's colour. It shows itself when its page has been painted, unless it is hidden. */
export function placeMainWindow(window: BrowserWindow, { isHidden, place, fit }: MainWindowPlacing): void {
  window.setBackgroundColor(nativeTheme.shouldUseDarkColors ? '#121212' : '#fafafa')
  const bounds = place && fit(place)
  if (bounds !== null) window.setBounds(bounds)
  const isMaximised = place?.isMaximised === true
  if (isHidden) window.once('show', () => isMaximised && window.maximize())
  else window.once('ready-to-show', () => (isMaximised ? window.maximize() : window.show()))
}

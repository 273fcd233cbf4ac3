import type { Scenario } from '../fixtureBridge.ts'

/** One screen in one state, as `npm run screens` draws it in both themes and both sizes. */
export interface Screenshot extends Scenario {
  /** Screen and state: `wallet.empty`. Unique: it names the files. */
  readonly id: string
  /** Where in the application; left out before the vault is open. */
  readonly path?: string
  /** What is done before the screenshot is taken, in order: names of buttons pressed, and of fields filled. */
  readonly actions?: readonly ScreenshotAction[]
}

export type ScreenshotAction =
  | { readonly press: string }
  | { readonly tab: string }
  /** Presses a row, which chooses it. */
  | { readonly choose: string }
  | { readonly menu: string }
  /** Drags a row onto a link. */
  | { readonly drag: string; readonly onto: string }
  /** Drags a row out of the window. */
  | { readonly dragOut: string }
  /** Opens a disclosure, such as Details. */
  | { readonly open: string }
  | { readonly fill: string; readonly text: string }
  /** Chooses the option at this place, from 0, of a native select. */
  | { readonly select: string; readonly option: number }
  | { readonly keys: string }
  /** Gives a command by the palette. */
  | { readonly command: string }
  /** Drops a file with this text in it on the window. */
  | { readonly drop: string }
  /** Brings a heading to the top, for what lies below the window. */
  | { readonly scrollTo: string }

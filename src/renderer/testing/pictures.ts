import type { Scenario } from './fixtureBridge.ts'
import { buyingPictures } from './pictures/buying.ts'
import { doorPictures } from './pictures/doors.ts'
import { listenerPictures } from './pictures/listener.ts'
import { moneyPictures } from './pictures/money.ts'
import { settingsPictures } from './pictures/settings.ts'

/** One screen in one state, as `npm run screens` draws it in both themes and both sizes. */
export interface Picture extends Scenario {
  /** Screen and state: `wallet.empty`. Unique: it names the files. */
  readonly id: string
  /** Where in the application; left out where the doors are closed. */
  readonly path?: string
  /** What is done before the picture is taken, in order: names of buttons pressed, and of fields filled. */
  readonly acts?: readonly Act[]
}

export type Act =
  | { readonly press: string }
  | { readonly tab: string }
  /** Presses a row, which chooses it. */
  | { readonly choose: string }
  | { readonly menu: string }
  /** Opens a disclosure, such as Details. */
  | { readonly open: string }
  | { readonly fill: string; readonly text: string }
  | { readonly keys: string }
  /** Brings a heading to the top, for what lies below the window. */
  | { readonly scrollTo: string }

/** Every screen and every state. */
export const pictures: readonly Picture[] = [
  ...doorPictures,
  ...listenerPictures,
  ...buyingPictures,
  ...moneyPictures,
  ...settingsPictures,
]

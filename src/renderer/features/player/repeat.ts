import type { Repeat } from '../../playback/playerState.ts'

/** What pressing the button once more chooses. */
export const nextRepeat: Readonly<Record<Repeat, Repeat>> = { off: 'all', all: 'one', one: 'off' }

export const repeatLabels: Readonly<Record<Repeat, string>> = {
  off: 'Repeat: off',
  all: 'Repeat: the queue',
  one: 'Repeat: this track',
}

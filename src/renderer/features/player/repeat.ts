import type { Repeat } from '../../playback/playerState.ts'
import { t } from '../../../shared/i18n/t.ts'

/** What pressing the button once more chooses. */
export const nextRepeat: Readonly<Record<Repeat, Repeat>> = { off: 'all', all: 'one', one: 'off' }

export const repeatLabels: Readonly<Record<Repeat, string>> = {
  get off() {
    return t('player.repeatOff')
  },
  get all() {
    return t('player.repeatTheQueue')
  },
  get one() {
    return t('player.repeatThisTrack')
  },
}

import type { SmartRule } from '../../../shared/api/smartLists.ts'
import { t } from '../../../shared/i18n/t.ts'

/** `Added in the last 30 days`. */
export const sinceText = (days: number): string => t('playlists.addedInDays', { count: days })

/** How often tracks were played; undefined where that does not matter. */
export function playsText({ minPlays = 0, maxPlays }: Pick<SmartRule, 'minPlays' | 'maxPlays'>) {
  if (maxPlays === 0) return t('playlists.neverPlayed')
  if (maxPlays !== undefined) return t('playlists.playedFromTo', { from: minPlays, to: maxPlays })
  return minPlays === 0 ? undefined : t('playlists.playedAtLeast', { count: minPlays })
}

/** What comes first. */
export function orderText(order: SmartRule['order']): string {
  switch (order) {
    case 'newest':
      return t('playlists.boughtLastFirst')
    case 'plays':
      return t('playlists.mostPlayedFirst')
    case 'played':
      return t('playlists.lastPlayedFirst')
  }
}

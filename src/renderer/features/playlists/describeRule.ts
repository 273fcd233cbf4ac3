import type { OwnedWork } from '../../../shared/api/library.ts'
import type { SmartRule } from '../../../shared/api/smartLists.ts'
import { genreKey } from '../../../shared/smartLists.ts'
import { t } from '../../../shared/i18n/t.ts'
import { orderText, playsText, sinceText } from './ruleTexts.ts'

/** What a rule says, in words. */
export function describeRule(rule: SmartRule, owned: readonly OwnedWork[]): string {
  const { genre, artist, addedWithinDays, isDownloaded, order, limit } = rule
  const artistName = owned.find(({ work }) => work.artist === artist)?.work.artistName
  const facts = [
    genre === undefined ? [] : [genreKey(genre) === '' ? t('library.withoutAGenre') : genre.trim()],
    artist === undefined ? [] : [artistName ?? artist],
    addedWithinDays === undefined ? [] : [sinceText(addedWithinDays)],
    playsText(rule) ?? [],
    isDownloaded === true ? [t('library.onThisMachine')] : [],
    [orderText(order)],
    limit === undefined ? [] : [t('playlists.atMost', { tracks: t('count.track', { count: limit }) })],
  ]
  return facts.flat().join(' · ')
}

import type { WorkDetail } from '../../../shared/api/catalogue.ts'
import { t } from '../../../shared/i18n/t.ts'

/** What a work's credits say beyond its title, artist and year, as terms and values. */
export function creditFacts(
  credits: WorkDetail['credits'],
): readonly (readonly [term: string, value: string])[] {
  const { artists, albumArtist, composer, copyright, isrc, discNumber } = credits
  const { recordLabel, licence } = credits
  const facts = [
    [t('common.artists'), artists.length === 0 ? null : artists.join(', ')],
    [t('common.albumArtist'), albumArtist],
    [t('common.composer'), composer],
    [t('work.disc'), discNumber === null ? null : String(discNumber)],
    [t('common.recordLabel'), recordLabel],
    [t('common.licence'), licence],
    [t('common.copyright'), copyright],
    ['ISRC', isrc],
  ] as const
  return facts.flatMap(([term, value]) => (value === null ? [] : [[term, value] as const]))
}

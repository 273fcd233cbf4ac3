import type { WorkDetail } from '../../../shared/api/catalogue.ts'

/** What a work's credits say beyond its title, artist and year, as terms and values. */
export function creditFacts(
  credits: WorkDetail['credits'],
): readonly (readonly [term: string, value: string])[] {
  const { artists, albumArtist, composer, copyright, isrc, discNumber } = credits
  const facts = [
    ['Artists', artists.length === 0 ? null : artists.join(', ')],
    ['Album artist', albumArtist],
    ['Composer', composer],
    ['Disc', discNumber === null ? null : String(discNumber)],
    ['Copyright', copyright],
    ['ISRC', isrc],
  ] as const
  return facts.flatMap(([term, value]) => (value === null ? [] : [[term, value] as const]))
}

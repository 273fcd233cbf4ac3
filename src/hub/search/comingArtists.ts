import { ComingWorks } from '../../node/catalogue/comingWorks.ts'
import type { Store } from '../../node/store/openStore.ts'
import { type Address, type CatalogueSubject, subjectOfArtist } from '../../shared/ids.ts'

/** Artists asked for, of whom some may be hidden. */
const most = 500

/** Lists who announces something, the soonest first, but whom the operator hides. */
export function createComingArtists(
  catalogues: Store,
  hidden: () => ReadonlySet<CatalogueSubject>,
  now: () => number,
): (limit: number) => Address[] {
  const coming = new ComingWorks(catalogues)
  return (limit) => {
    const subjects = hidden()
    const shown = coming.artists(most, now()).filter((artist) => !subjects.has(subjectOfArtist(artist)))
    return shown.slice(0, limit)
  }
}

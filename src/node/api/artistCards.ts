import type { ArtistCard } from '../../shared/api/favourites.ts'
import type { Address, CidText } from '../../shared/ids.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'

export type CardCatalogue = Pick<CatalogueService, 'artist' | 'countNamesakes' | 'worksOf'>

/** An artist as lists show them; undefined of whom nothing is known. */
export function artistCardOf(catalogue: CardCatalogue, address: Address): ArtistCard | undefined {
  const artist = catalogue.artist(address)
  const works = catalogue.worksOf(address)
  const name = artist?.name ?? works[0]?.artistName
  if (name === undefined) return undefined
  const cover = works.find(({ artwork }) => artwork !== null)?.artwork ?? null
  const picture = artist?.picture ?? null
  return {
    address,
    name,
    hasNamesake: works[0]?.hasNamesake === true || catalogue.countNamesakes(address) > 0,
    place: artist?.place ?? null,
    picture: picture === null ? cover : (picture.cid.toString() as CidText),
    works: works.length,
  }
}

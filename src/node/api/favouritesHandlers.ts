import type { ApiHandlers } from '../../shared/api/define.ts'
import type { ArtistCard, favouritesApi } from '../../shared/api/favourites.ts'
import { type Address, type CidText, fromLabel } from '../../shared/ids.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { Discovery } from '../catalogue/served/discovery.ts'
import type { Favourites } from '../favourites/favourites.ts'
import type { FollowedArtists } from '../favourites/followedArtists.ts'
import { type WorkViewParts, workViewMapper } from './workViews.ts'

interface Parts extends WorkViewParts {
  readonly catalogue: WorkViewParts['catalogue'] &
    Pick<CatalogueService, 'artist' | 'countNamesakes' | 'searchArtists' | 'work' | 'worksOf'>
  readonly discovery: Pick<Discovery, 'genres' | 'worksOfGenre'>
  readonly favourites: Favourites
  readonly followed: FollowedArtists
}

/** Works of the feed, newest first. */
const feedLength = 100

/** Answers what a listener marked, whom they follow, and what there is to browse. */
export function favouritesHandlers(parts: Parts): ApiHandlers<typeof favouritesApi> {
  const { catalogue, discovery, favourites, followed } = parts
  const toView = workViewMapper(parts)
  const cardOf = (address: Address): ArtistCard[] => {
    const artist = catalogue.artist(address)
    if (artist === undefined) return []
    const { name, place, picture } = artist
    const works = catalogue.worksOf(address)
    const cover = works.find(({ artwork }) => artwork !== null)?.artwork ?? null
    return [
      {
        address,
        name,
        hasNamesake: catalogue.countNamesakes(address) > 0,
        place,
        picture: picture === null ? cover : (picture.cid.toString() as CidText),
        works: works.length,
      },
    ]
  }
  return {
    favourites: async () =>
      favourites
        .list()
        .flatMap(({ kind, id }) => catalogue.work(kind, id) ?? [])
        .map(toView),
    async setFavourite({ label, isFavourite }) {
      const { kind, id } = fromLabel(label)
      if (isFavourite) favourites.add({ kind, id })
      else favourites.remove({ kind, id })
      return {}
    },
    async following() {
      const addresses = followed.list()
      const works = addresses.flatMap((address) => catalogue.worksOf(address))
      const newest = works.toSorted((one, other) => other.createdAt - one.createdAt).slice(0, feedLength)
      return { artists: addresses.flatMap(cardOf), works: newest.map(toView) }
    },
    ...followHandlers(parts),
    searchArtists: async ({ text, limit }) => catalogue.searchArtists(text, limit).flatMap(cardOf),
    genres: async () => discovery.genres(),
    worksOfGenre: async ({ genre, limit }) => (await discovery.worksOfGenre(genre, limit)).map(toView),
  }
}

interface FollowParts {
  readonly catalogue: Pick<CatalogueService, 'worksOf'>
  readonly followed: Pick<FollowedArtists, 'follow' | 'unfollow'>
}

/** Has an artist followed, or no more. */
export function followHandlers({
  catalogue,
  followed,
}: FollowParts): Pick<ApiHandlers<typeof favouritesApi>, 'setFollowing'> {
  return {
    async setFollowing({ address, isFollowed }) {
      if (isFollowed) followed.follow(address, catalogue.worksOf(address))
      else followed.unfollow(address)
      return {}
    },
  }
}

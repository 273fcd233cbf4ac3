import type { ApiHandlers } from '../../shared/api/define.ts'
import type { favouritesApi } from '../../shared/api/favourites.ts'
import { type Address, fromLabel } from '../../shared/ids.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { HiddenArtists } from '../catalogue/hiddenArtists.ts'
import type { Discovery } from '../catalogue/served/discovery.ts'
import type { Favourites } from '../favourites/favourites.ts'
import type { FollowedArtists } from '../favourites/followedArtists.ts'
import { artistCardOf, type CardCatalogue } from './artistCards.ts'
import { type WorkViewParts, workViewMapper } from './workViews.ts'

interface Parts extends WorkViewParts {
  readonly catalogue: WorkViewParts['catalogue'] &
    CardCatalogue &
    Pick<CatalogueService, 'searchArtists' | 'work'>
  readonly discovery: Pick<Discovery, 'genres' | 'worksOfGenre'>
  readonly favourites: Favourites
  readonly followed: FollowedArtists
  readonly hidden: Pick<HiddenArtists, 'shown'>
}

/** Works of the feed, newest first. */
const feedLength = 100

/** Answers what a listener marked, whom they follow, and what there is to browse. */
export function favouritesHandlers(parts: Parts): ApiHandlers<typeof favouritesApi> {
  const { catalogue, discovery, favourites, followed, hidden } = parts
  const toView = workViewMapper(parts)
  const cardOf = (address: Address) => artistCardOf(catalogue, address) ?? []
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
      const addresses = hidden.shown(followed.list(), (address) => address)
      const works = addresses.flatMap((address) => catalogue.worksOf(address))
      const newest = works.toSorted((one, other) => other.createdAt - one.createdAt).slice(0, feedLength)
      return { artists: addresses.flatMap(cardOf), works: newest.map(toView) }
    },
    async setFollowing({ address, isFollowed }) {
      if (isFollowed) followed.follow(address, catalogue.worksOf(address))
      else followed.unfollow(address)
      return {}
    },
    searchArtists: async ({ text, limit }) => catalogue.searchArtists(text, limit).flatMap(cardOf),
    genres: async () => discovery.genres(),
    worksOfGenre: async ({ genre, limit }) => (await discovery.worksOfGenre(genre, limit)).map(toView),
  }
}

import type { ApiHandlers } from '../../shared/api/define.ts'
import type { ArtistCard, favouritesApi } from '../../shared/api/favourites.ts'
import type { collectionApi } from '../../shared/api/collection.ts'
import type { hiddenArtistsApi } from '../../shared/api/hiddenArtists.ts'
import type { recommendsApi } from '../../shared/api/recommends.ts'
import type { Address } from '../../shared/ids.ts'
import type { AppFixture } from './appFixture.ts'

/** What a fixture has to browse, and what was marked of it. A mutation changes only its own answer. */
export function discoverHandlers(
  fixture: AppFixture,
): ApiHandlers<typeof favouritesApi & typeof hiddenArtistsApi & typeof recommendsApi & typeof collectionApi> {
  const works = [...fixture.market, ...fixture.own]
  const cardOf = (address: Address): ArtistCard => {
    const by = works.filter(({ artist }) => artist === address)
    const { artistName = 'Somebody', hasNamesake = false } = by[0] ?? {}
    return { address, name: artistName, hasNamesake, place: null, picture: null, works: by.length }
  }
  return {
    favourites: async () => [...fixture.favourites],
    setFavourite: async () => ({}),
    following: async () => ({
      artists: fixture.followed.map(cardOf),
      works: works.filter(({ artist }) => fixture.followed.includes(artist)),
    }),
    setFollowing: async () => ({}),
    hiddenArtists: async () => [...fixture.hiddenArtists],
    setHidden: async () => [...fixture.hiddenArtists],
    searchArtists: async ({ text }) =>
      [...new Set(works.map(({ artist }) => artist))]
        .map(cardOf)
        .filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())),
    genres: async () => {
      const counts = Map.groupBy(works, ({ genre }) => genre ?? '')
      counts.delete('')
      return [...counts].map(([genre, of]) => ({ genre, works: of.length }))
    },
    worksOfGenre: async ({ genre }) =>
      works.filter((work) => work.genre?.toLowerCase() === genre.toLowerCase()),
    collection: async () => fixture.collection,
    showCollection: async ({ name }) => ({ ...fixture.collection, isShown: true, name }),
    withdrawCollection: async () => ({ ...fixture.collection, isShown: false }),
    leaveOut: async () => fixture.collection,
    alsoBought: async () => fixture.alsoBought,
    recommended: async ({ address }) => {
      const others = works.filter(({ artist }) => artist !== address)
      const { artists = [], titles = [] } = fixture.recommended
      return {
        artists: artists.map(cardOf),
        works: others.filter(({ title }) => titles.includes(title)),
      }
    },
  }
}

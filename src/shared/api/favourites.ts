import { z } from 'zod'
import { address, cidText, label } from '../ids.ts'
import { defineApi } from './define.ts'
import { workView } from './node.ts'

const noFields = z.strictObject({})

/** An artist as lists show them. */
export const artistCard = z.strictObject({
  address,
  name: z.string(),
  /** Another artist goes by a name that looks like this one: the account tells them apart. */
  hasNamesake: z.boolean(),
  place: z.string().nullable(),
  picture: cidText.nullable(),
  /** On sale. */
  works: z.int(),
})
export type ArtistCard = z.output<typeof artistCard>

/** What a listener marks, and finds by browsing. */
export const favouritesApi = defineApi({
  /** Works that were marked and are known, those marked last first: what is owned are favourites, the rest a wish list. */
  favourites: { input: noFields, output: z.array(workView) },
  setFavourite: { input: z.strictObject({ label, isFavourite: z.boolean() }), output: noFields },
  /** Artists who are followed, and what they have on sale, newest first. */
  following: {
    input: noFields,
    output: z.strictObject({ artists: z.array(artistCard), works: z.array(workView) }),
  },
  setFollowing: { input: z.strictObject({ address, isFollowed: z.boolean() }), output: noFields },
  searchArtists: {
    input: z.strictObject({ text: z.string(), limit: z.int().min(1).max(50) }),
    output: z.array(artistCard),
  },
  /** The most frequent first. */
  genres: {
    input: noFields,
    output: z.array(z.strictObject({ genre: z.string(), works: z.int() })),
  },
  /** Newest first. */
  worksOfGenre: {
    input: z.strictObject({ genre: z.string(), limit: z.int().min(1).max(200) }),
    output: z.array(workView),
  },
})

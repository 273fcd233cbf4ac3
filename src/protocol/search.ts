import { z } from 'zod'
import { address, workId } from '../shared/ids.ts'
import { line } from '../shared/text.ts'
import { signedHead } from './catalogue.ts'
import { link, upToBytes } from './fields.ts'
import { manifestMaxBytes } from './manifest.ts'
import { defineProtocol } from './rpc.ts'

/** Works of one answer. */
export const foundMaxWorks = 50
/** How far an answer may begin from the first: whoever wants more asks more precisely. */
export const foundMaxOffset = 1000
/** Code units of what somebody typed. */
export const searchTextMaxLength = 200
/** Manifests asked for at once. */
export const manifestsMaxCount = 50
/** Artists asked after at once. */
export const newerMaxArtists = 200
export const genresMaxCount = 60
/** Artists who announce something, of one answer. */
export const comingMaxArtists = 50

/** What is looked for. The best, or the newest, comes first. */
export const searchQuery = z.discriminatedUnion('by', [
  /** Words as somebody types them, the last perhaps half; nothing in it is an operator. */
  z.strictObject({ by: z.literal('text'), text: z.string().max(searchTextMaxLength) }),
  /** Its genre or one of its tags, however it is spelled in upper and lower case. */
  z.strictObject({ by: z.literal('genre'), genre: line(80) }),
  z.strictObject({ by: z.literal('newest') }),
  z.strictObject({ by: z.literal('artist'), artist: address }),
  /** One work of each artist who goes by a name that looks like this one. */
  z.strictObject({ by: z.literal('name'), name: line(200) }),
  z.strictObject({ by: z.literal('work'), kind: z.enum(['track', 'release']), id: workId }),
])
export type SearchQuery = z.output<typeof searchQuery>

/** What is said of a work that was found; its manifest, which its artist signed, says the rest. */
export const foundWork = z.strictObject({
  kind: z.enum(['track', 'release']),
  id: workId,
  edition: z.int().positive(),
  artist: address,
  manifest: link,
})
export type FoundWork = z.output<typeof foundWork>

/**
 * Searches what a hub knows. Nothing it answers is believed: a manifest is checked against its CID and its artist's signature,
 * a head against its artist's.
 */
export const searchProtocol = defineProtocol('/busker/search/1', {
  find: {
    input: z.strictObject({
      query: searchQuery,
      limit: z.int().min(1).max(foundMaxWorks),
      offset: z.int().min(0).max(foundMaxOffset),
    }),
    output: z.strictObject({ works: z.array(foundWork).max(foundMaxWorks) }),
    maxBytes: 16 * 1024,
    requestMaxBytes: 2048,
  },
  /** In the order asked. Null where one is not there, or does not fit beside those before it: it is asked for again. */
  manifests: {
    input: z.strictObject({ manifests: z.array(link).min(1).max(manifestsMaxCount) }),
    output: z.strictObject({
      manifests: z.array(upToBytes(manifestMaxBytes).nullable()).max(manifestsMaxCount),
    }),
    maxBytes: manifestMaxBytes + 16 * 1024,
    requestMaxBytes: 4096,
  },
  /** What works on sale call their genre, or are tagged with, the most frequent first. */
  genres: {
    input: z.strictObject({}),
    output: z.strictObject({
      genres: z.array(z.strictObject({ genre: line(80), works: z.int().min(1) })).max(genresMaxCount),
    }),
    maxBytes: 64 * 1024,
    requestMaxBytes: 64,
  },
  /** Artists who announce what is to go on sale, the soonest first: their catalogues say what. */
  coming: {
    input: z.strictObject({ limit: z.int().min(1).max(comingMaxArtists) }),
    output: z.strictObject({ artists: z.array(address).max(comingMaxArtists) }),
    maxBytes: 8 * 1024,
    requestMaxBytes: 64,
  },
  /** The newest heads of artists, where they are newer than those that are known; 0: none is. */
  newer: {
    input: z.strictObject({
      known: z
        .array(z.strictObject({ artist: address, number: z.int().min(0) }))
        .min(1)
        .max(newerMaxArtists),
    }),
    output: z.strictObject({ heads: z.array(signedHead).max(newerMaxArtists) }),
    maxBytes: 256 * 1024,
    requestMaxBytes: 32 * 1024,
  },
})

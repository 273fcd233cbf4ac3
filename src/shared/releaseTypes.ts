import { z } from 'zod'

/** What kind of release it is; nothing that is sold, or how, depends on it. */
export const releaseTypes = [
  'album',
  'ep',
  'single',
  'compilation',
  'live',
  'remix',
  'soundtrack',
  'mixtape',
  'demo',
] as const
export type ReleaseType = (typeof releaseTypes)[number]

export const releaseType = z.enum(releaseTypes)
/** Empty: none. */
export const releaseTypeOrNothing = z.union([z.literal(''), releaseType])

const isReleaseType = (text: string): text is ReleaseType => releaseTypes.some((type) => type === text)
/** Said together with what says more: `album; live` is live. */
const broad: readonly ReleaseType[] = ['album', 'ep', 'single']

/** The type that a file's tag names, where it names several the one that says most; undefined: none that is known. */
export function readReleaseType(texts: readonly string[]): ReleaseType | undefined {
  const named = texts.flatMap((text) => text.toLowerCase().split(/[;,/]/)).map((text) => text.trim())
  const known = named.map((text) => (text.startsWith('mixtape') ? 'mixtape' : text)).filter(isReleaseType)
  return known.find((type) => !broad.includes(type)) ?? known[0]
}

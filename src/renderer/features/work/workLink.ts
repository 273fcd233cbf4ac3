import { type Address, fromLabel, type Label } from '../../../shared/ids.ts'

/** Where a work's own page is, for a link or to go there. */
export function workLink(label: Label) {
  const { kind, id, edition } = fromLabel(label)
  return { to: '/work/$kind/$id/$edition', params: { kind, id, edition: String(edition) } } as const
}

/** {@link workLink} as one path. */
export const workPath = (label: Label) => `/work/${label}` as const

/** Where an artist's page is. */
export const artistPath = (address: Address) => `/artist/${address}` as const

/** Where one's own music of an artist is. */
export const ofArtistPath = (address: Address) => `/library?show=artist&of=${address}` as const

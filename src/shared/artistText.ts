import type { Address } from './ids.ts'
import { shortAddress } from './shortAddress.ts'

/** An artist as works name them. */
export interface NamedArtist {
  readonly artist: Address
  readonly artistName: string
  /** Another artist goes by a name that looks like this one. */
  readonly hasNamesake: boolean
}

/** An artist's name; where others go by it, with the ends of the account. */
export function artistText({ artist, artistName, hasNamesake }: NamedArtist): string {
  return hasNamesake ? `${artistName} (${shortAddress(artist)})` : artistName
}

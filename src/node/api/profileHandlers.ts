import type { Artwork } from '../../protocol/manifest.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import type { profileApi, ProfileView } from '../../shared/api/profile.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Address, CidText } from '../../shared/ids.ts'
import type { ArtworkCleaner } from '../artwork/artworkCleaner.ts'
import { type ArtworkBounds, headerArtwork, publishedArtwork } from '../artwork/contract.ts'
import type { ArtistProfile } from '../catalogue/artistProfile.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { Announce } from '../studio/announce.ts'
import type { BlockWriter } from '../studio/editWork.ts'
import { storeArtworkBlock } from '../studio/makeTrack.ts'
import { joinLinks, splitLinks, toRecommendingLink } from './profileLinks.ts'

export interface ProfileParts {
  /** The node's owner. */
  readonly account: Address
  readonly catalogue: Pick<CatalogueService, 'artist' | 'edition' | 'worksOf'>
  readonly artworkCleaner: Pick<ArtworkCleaner, 'clean'>
  readonly blocks: BlockWriter
  readonly announce: Announce
}

/** Answers what an artist says of themselves, and changes it, in one head. */
export function profileHandlers(parts: ProfileParts): ApiHandlers<typeof profileApi> {
  const { account, catalogue, announce } = parts
  return {
    async profile() {
      const artist = catalogue.artist(account)
      return artist === undefined ? null : toProfileView(artist, account)
    },
    async setProfile({ picture, header, links, recommends, ...words }) {
      const known = catalogue.artist(account)
      if (known === undefined && words.name === undefined) {
        throw new BuskerError('PROFILE_NAME_MISSING', 'Say what you are called first; nothing was published.')
      }
      const before = splitLinks(known?.links ?? [], account)
      const shown = joinLinks({
        links: links ?? before.links,
        recommends:
          recommends?.map((text) => toRecommendingLink(catalogue, text, account)) ?? before.recommends,
      })
      const [newPicture, newHeader] = await Promise.all([
        storePicture(parts, picture, publishedArtwork),
        storePicture(parts, header, headerArtwork),
      ])
      await announce({
        ...defined(words),
        ...((links ?? recommends) && { links: shown }),
        ...(newPicture !== undefined && { picture: newPicture }),
        ...(newHeader !== undefined && { header: newHeader }),
      })
      const artist = catalogue.artist(account)
      if (artist === undefined) throw new Error('A catalogue that was published is not known.')
      return toProfileView(artist, account)
    },
  }
}

/** What a page shows of an artist's profile. */
export function toProfileView(
  { name, about, place, links, picture, header }: ArtistProfile,
  artist: Address,
): ProfileView {
  return {
    name,
    about,
    place,
    ...splitLinks(links, artist),
    picture: cidOf(picture),
    header: cidOf(header),
  }
}

function cidOf(artwork: Artwork | null): CidText | null {
  return artwork === null ? null : (artwork.cid.toString() as CidText)
}

/** @param file undefined: it stays; null: it is taken away */
async function storePicture(
  { artworkCleaner, blocks }: ProfileParts,
  file: string | null | undefined,
  bounds: ArtworkBounds,
): Promise<Artwork | null | undefined> {
  if (file === undefined || file === null) return file
  return storeArtworkBlock(blocks, await artworkCleaner.clean({ file }, bounds), () => undefined)
}

function defined<T extends object>(fields: T): { [F in keyof T]: Exclude<T[F], undefined> } {
  const known = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(known) as { [F in keyof T]: Exclude<T[F], undefined> }
}

import { CID } from 'multiformats/cid'
import type { Catalogue } from '../../protocol/catalogue.ts'
import type { Artwork } from '../../protocol/manifest.ts'
import type { Address, CidText } from '../../shared/ids.ts'
import type { ProfileLink } from '../../shared/profile.ts'
import type { Store } from '../store/openStore.ts'

/** What artists say of themselves in their catalogue. */
export interface ArtistProfile {
  readonly name: string
  readonly about: string | null
  /** Where they are. */
  readonly place: string | null
  readonly links: readonly ProfileLink[]
  readonly picture: Artwork | null
  /** Wide, over their page. */
  readonly header: Artwork | null
}

interface PictureRow {
  readonly kind: 'picture' | 'header'
  readonly cid: CidText
  readonly size: number
  readonly media_type: Artwork['mediaType']
}

/** What is kept of an artist's profile beside their name. */
export function readProfile(store: Store, artist: Address): Omit<ArtistProfile, 'name' | 'about'> {
  const row = store
    .prepare<[string], { readonly place: string | null; readonly links: string }>(
      'SELECT place, links FROM artist_profiles WHERE artist = ?',
    )
    .get(artist)
  const pictures = store
    .prepare<[string], PictureRow>('SELECT kind, cid, size, media_type FROM artist_pictures WHERE artist = ?')
    .all(artist)
  const pictureOf = (kind: PictureRow['kind']) => {
    const found = pictures.find((picture) => picture.kind === kind)
    return found === undefined ? null : toArtwork(found)
  }
  return {
    place: row?.place ?? null,
    links: row === undefined ? [] : (JSON.parse(row.links) as ProfileLink[]),
    picture: pictureOf('picture'),
    header: pictureOf('header'),
  }
}

/** Makes what a catalogue says of its artist what is kept. Part of the transaction that accepts its head. */
export function writeProfile(store: Store, { artist, place, links, picture, header }: Catalogue): void {
  const { account } = artist.body
  store
    .prepare('INSERT OR REPLACE INTO artist_profiles (artist, place, links) VALUES (?, ?, ?)')
    .run(account, place ?? null, JSON.stringify(links ?? []))
  store.prepare('DELETE FROM artist_pictures WHERE artist = ?').run(account)
  const add = store.prepare(
    'INSERT INTO artist_pictures (artist, kind, cid, size, media_type) VALUES (?, ?, ?, ?, ?)',
  )
  for (const [kind, shown] of Object.entries({ picture, header })) {
    if (shown !== undefined) add.run(account, kind, shown.cid.toString(), shown.size, shown.mediaType)
  }
}

/** An artist whose page shows this picture, and the picture; undefined where none does. */
export function findProfilePicture(
  store: Store,
  cid: CidText,
): { readonly artist: Address; readonly artwork: Artwork } | undefined {
  const row = store
    .prepare<[string], PictureRow & { readonly artist: Address }>(
      'SELECT artist, kind, cid, size, media_type FROM artist_pictures WHERE cid = ? LIMIT 1',
    )
    .get(cid)
  return row && { artist: row.artist, artwork: toArtwork(row) }
}

function toArtwork({ cid, size, media_type: mediaType }: PictureRow): Artwork {
  return { cid: CID.parse(cid), size, mediaType }
}

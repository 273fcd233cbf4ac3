import type { ProfileLink } from '../../shared/profile.ts'

/** A file of the page, by its path within the folder. */
export interface PageFile {
  readonly path: string
  readonly mediaType: string
  readonly bytes: number
}

export interface PageTrack {
  readonly title: string
  readonly artistName: string
  readonly durationMs: number
  /** Such as `1.50 tUSD`, `1.50 tUSD or more`, `name your price` or `free`. */
  readonly price: string
  /** `busker://…` */
  readonly link: string
  readonly preview: PageFile | null
}

export interface PageWork extends Omit<PageTrack, 'durationMs' | 'preview'> {
  readonly kind: 'track' | 'release'
  readonly label: string
  readonly year: number | null
  readonly genre: string | null
  readonly description: string | null
  readonly cover: PageFile | null
  /** ms since the epoch */
  readonly createdAt: number
  /** Itself, where it is a track. */
  readonly tracks: readonly PageTrack[]
}

/** All that a page says. Every text in it is somebody's own words, and is none of the page's markup. */
export interface PageContent {
  readonly title: string
  readonly description: string
  readonly artist: {
    readonly name: string
    readonly place: string | null
    readonly about: string | null
    readonly links: readonly ProfileLink[]
    readonly link: string
    readonly picture: PageFile | null
    readonly header: PageFile | null
  }
  /** The page is about all of the artist; otherwise about the one work. */
  readonly isOfArtist: boolean
  readonly works: readonly PageWork[]
  /** Where the page will be, with a slash at its end; null: not known. */
  readonly site: string | null
  /** Where people get Busker; null: not known. */
  readonly program: string | null
}

/** `1:05`. */
export function minutesOf(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

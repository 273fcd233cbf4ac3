import { randomBytes } from 'node:crypto'
import type { ExactSound } from './exactSound.ts'

export interface TrackLink {
  readonly token: string
  readonly sound: ExactSound
  readonly expiresAt: number
}

/** How long a link works, ms. */
const lifetimeMs = 12 * 3600_000
/** Links that work at a time; a further one closes the oldest. */
const maxLinks = 64

/** Which tracks may be fetched over loopback, by which token, and until when. */
export class TrackLinks {
  readonly #links = new Map<string, TrackLink>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  add(sound: ExactSound): TrackLink {
    const token = randomBytes(32).toString('base64url')
    const link: TrackLink = { token, sound, expiresAt: this.#now() + lifetimeMs }
    this.#links.set(token, link)
    const [oldest] = this.#links.values()
    if (this.#links.size > maxLinks && oldest !== undefined) this.#close(oldest)
    return link
  }

  /** Undefined for an unknown or expired token. */
  get(token: string): TrackLink | undefined {
    const link = this.#links.get(token)
    if (link === undefined || link.expiresAt > this.#now()) return link
    this.#close(link)
    return undefined
  }

  clear(): void {
    for (const link of this.#links.values()) this.#close(link)
  }

  #close({ token, sound }: TrackLink): void {
    sound.close()
    this.#links.delete(token)
  }
}

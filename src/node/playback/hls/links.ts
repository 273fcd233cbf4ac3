import { randomBytes } from 'node:crypto'
import type { OpenTrack } from '../openTrack.ts'

export interface Link {
  readonly token: string
  readonly track: OpenTrack
  readonly expiresAt: number
}

/** Longer than anybody's evening, milliseconds. */
const lifeMs = 12 * 3600_000
/** Links at once; the oldest gives way. */
const most = 64

/** Which tracks may be fetched over loopback, by which token, and until when. */
export class Links {
  readonly #links = new Map<string, Link>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  add(track: OpenTrack): Link {
    const token = randomBytes(32).toString('base64url')
    const link: Link = { token, track, expiresAt: this.#now() + lifeMs }
    this.#links.set(token, link)
    const [oldest] = this.#links.values()
    if (this.#links.size > most && oldest !== undefined) this.#close(oldest)
    return link
  }

  /** Undefined for a token that was never given, or has run out. */
  get(token: string): Link | undefined {
    const link = this.#links.get(token)
    if (link === undefined || link.expiresAt > this.#now()) return link
    this.#close(link)
    return undefined
  }

  clear(): void {
    for (const link of this.#links.values()) this.#close(link)
  }

  #close({ token, track }: Link): void {
    track.close()
    this.#links.delete(token)
  }
}

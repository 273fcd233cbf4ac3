import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits that open a server on this machine. */
export class AccessToken {
  readonly text = randomBytes(32).toString('base64url')
  readonly #digest = digestOf(this.text)

  /** Whether an `Authorization` header has this token; takes as long whatever it says. */
  isIn(header: string | undefined): boolean {
    return this.is(header?.slice('Bearer '.length) ?? '') && header === `Bearer ${this.text}`
  }

  /** Whether a text is this token; takes as long whatever it is. */
  is(text: string): boolean {
    return timingSafeEqual(digestOf(text), this.#digest)
  }
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

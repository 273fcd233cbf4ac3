import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits that open the listener server, for as long as it runs. */
export class ListenToken {
  /** As it stands behind the `#` of the address, where browsers keep it to themselves. */
  readonly text = randomBytes(32).toString('base64url')
  readonly #digest = digestOf(this.text)

  /** Whether an `Authorization` header has this token; takes as long whatever it says. */
  isIn(header: string | undefined): boolean {
    return (
      timingSafeEqual(digestOf(header?.slice('Bearer '.length) ?? ''), this.#digest) &&
      header === `Bearer ${this.text}`
    )
  }
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

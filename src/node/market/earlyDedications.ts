import type { Dedication, SignedDedication } from '../../protocol/dedication.ts'
import type { Address } from '../../shared/ids.ts'

/** Anybody can send any number, and most gifts come with theirs. */
const kept = 64

/** Dedications whose gift is not here yet: the newest few, in memory. Of a gift that never comes, nothing stays. */
export class EarlyDedications {
  readonly #waiting = new Map<string, Dedication>()

  /** What was said first stays. */
  keep({ body: { gift, name, note }, signer }: SignedDedication): void {
    const key = keyOf(gift, signer)
    if (this.#waiting.has(key)) return
    this.#waiting.set(key, { ...(name !== undefined && { name }), ...(note !== undefined && { note }) })
    const [oldest] = this.#waiting.keys()
    if (this.#waiting.size > kept && oldest !== undefined) this.#waiting.delete(oldest)
  }

  /** What this giver wrote with this gift, which is here now; null: nothing, so far. */
  take(gift: string, giver: Address): Dedication | null {
    const key = keyOf(gift, giver)
    const found = this.#waiting.get(key) ?? null
    this.#waiting.delete(key)
    return found
  }
}

/** Whoever knows of a gift can name it, but is not its giver. */
const keyOf = (gift: string, signer: Address) => `${gift} ${signer}`

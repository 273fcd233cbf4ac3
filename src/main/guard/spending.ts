import { z } from 'zod'
import { amount, type Amount, toAmount } from '../../shared/money.ts'
import { readJsonFile, writeJsonFile } from '../app/jsonFile.ts'

const dayMs = 24 * 60 * 60 * 1_000
/** Each costs gas, however little is put in, so there is only room for so many a day. */
const mostDeposits = 10n

/** What the page may spend by itself: on music, and, as a part of buying it, by putting money into the channel with the hub. */
export type SpendingPurpose = 'music' | 'channel'

const kept = z.strictObject({
  /** Of each purpose, within 24 hours, without a word. */
  limit: amount,
  spent: z.array(z.strictObject({ at: z.int(), amount, purpose: z.enum(['music', 'channel']) })),
})
type Kept = z.output<typeof kept>

/** How much of the person's money the page may spend by itself. What was spent is on disk before it is. */
export class Spending {
  readonly #file: string
  readonly #now: () => number
  #kept: Kept

  private constructor(file: string, { kept, now }: { readonly kept: Kept; readonly now: () => number }) {
    this.#file = file
    this.#kept = kept
    this.#now = now
  }

  /** A damaged file allows nothing: the limit in it may have been lower. @param defaultLimit where none was chosen */
  static async open(file: string, defaultLimit: Amount, now: () => number = Date.now): Promise<Spending> {
    const found = await readJsonFile(file, kept, { limit: toAmount(0n), spent: [] })
    return new Spending(file, { kept: found ?? { limit: defaultLimit, spent: [] }, now })
  }

  get limit(): Amount {
    return this.#kept.limit
  }

  /** Within the last 24 hours. */
  spentOn(purpose: SpendingPurpose): Amount {
    const amounts = this.#recent().map((each) => (each.purpose === purpose ? each.amount : 0n))
    return toAmount(amounts.reduce((sum: bigint, each) => sum + each, 0n))
  }

  async setLimit(limit: Amount): Promise<void> {
    await this.#write({ ...this.#kept, limit })
  }

  /** Spends `amount`, of the channel at least a tenth of the limit, where the limit allows it. @returns whether it did */
  async spend(amount: Amount, purpose: SpendingPurpose): Promise<boolean> {
    const least = purpose === 'channel' ? (this.limit + mostDeposits - 1n) / mostDeposits : 0n
    const counted = amount < least ? toAmount(least) : amount
    if (this.spentOn(purpose) + counted > this.limit) return false
    const spent = [...this.#recent(), { at: this.#now(), amount: counted, purpose }]
    await this.#write({ ...this.#kept, spent })
    return true
  }

  /** A clock that was set back forgets nothing. */
  #recent(): Kept['spent'] {
    return this.#kept.spent.filter(({ at }) => at > this.#now() - dayMs)
  }

  async #write(changed: Kept): Promise<void> {
    // Before the first await: two purchases at once don't see the same remainder.
    this.#kept = changed
    await writeJsonFile(this.#file, kept.encode(changed))
  }
}

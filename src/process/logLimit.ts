import type { LoggerOptions } from 'pino'

type LogMethod = NonNullable<NonNullable<LoggerOptions['hooks']>['logMethod']>

/** Lines of one kind that are written at once, and how long it takes until one more is, ms. */
const burst = 100
const refillMs = 30_000
/** Kinds that are told apart; all others count as one. */
const maxKinds = 200
const others = 'others'
/** pino's number for `fatal`, which is always written. */
const fatal = 60

/** Lines of one kind. */
class LineBudget {
  #left = burst
  #refilledAt: number
  #leftOut = 0

  constructor(now: number) {
    this.#refilledAt = now
  }

  /** @returns what the line has to say of those that were left out; null: this one is left out too */
  take(now: number): { readonly leftOut?: number; readonly isLimited?: true } | null {
    const refilled = Math.floor((now - this.#refilledAt) / refillMs)
    this.#refilledAt += refilled * refillMs
    this.#left = Math.min(burst, this.#left + refilled)
    if (this.#left === 0) {
      this.#leftOut += 1
      return null
    }
    this.#left -= 1
    const leftOut = this.#leftOut
    this.#leftOut = 0
    return { ...(leftOut > 0 && { leftOut }), ...(this.#left === 0 && { isLimited: true }) }
  }
}

/**
 * For pino's `logMethod`: of lines of one kind, 100 are written and then one each 30 s, with `leftOut`, how many were not; a
 * line with `isLimited` is the last before some are left out. A kind is a level, a part of the program, and an error's code.
 * What strangers cause again and again, such as streams that they abort, fills no disk so.
 *
 * @param now milliseconds of a clock that never goes back
 */
export function createLogLimit(now: () => number = () => performance.now()): LogMethod {
  const budgets = new Map<string, LineBudget>()
  return function logWithin(args, method, level) {
    const told = level >= fatal ? {} : budgetOf(budgets, kindOf(args, level), now()).take(now())
    if (told === null) return
    if (Object.keys(told).length === 0) return method.apply(this, args)
    const [first, ...rest] = args as unknown[]
    const fields =
      first instanceof Error ? { err: first } : typeof first === 'object' ? first : { msg: first }
    method.apply(this, [{ ...fields, ...told }, ...rest] as unknown as typeof args)
  }
}

function budgetOf(budgets: Map<string, LineBudget>, kind: string, now: number): LineBudget {
  const known = budgets.get(kind)
  if (known !== undefined) return known
  if (budgets.size > maxKinds && kind !== others) return budgetOf(budgets, others, now)
  const made = new LineBudget(now)
  budgets.set(kind, made)
  return made
}

/** Not the text: strangers may have written it. Of a line that names no part, what the program itself says is all there is. */
function kindOf(args: readonly unknown[], level: number): string {
  const [first, second] = args
  const fields = (typeof first === 'object' ? first : null) as Record<string, unknown> | null
  const { code, name } = (
    first instanceof Error ? first : (fields?.['err'] ?? {})
  ) as Partial<NodeJS.ErrnoException>
  const part = fields?.['part'] ?? fields?.['name'] ?? (fields === null ? first : second)
  return [level, part, code ?? name].join()
}

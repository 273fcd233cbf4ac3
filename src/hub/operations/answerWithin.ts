import { BuskerError } from '../../shared/errors.ts'

/** How long a part of the hub may take to say how it is, ms. */
export const patienceMs = 3_000

/**
 * What a part answers, or why it can't be waited for.
 *
 * @param part for the sentence: `Raiden`
 * @throws BuskerError `HUB_PART_SILENT` after `ms` milliseconds; what the part throws
 */
export async function answerWithin<T>(part: string, answer: Promise<T>, ms = patienceMs): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    late.reject(new BuskerError('HUB_PART_SILENT', `${part} has not answered for ${ms / 1000} s.`))
  }, ms)
  try {
    return await Promise.race([answer, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

import { BuskerError, type ErrorCode, isBuskerError } from '../../shared/errors.ts'

/**
 * What is wrong with a hub's database is said to its operator, not to whoever asks.
 *
 * @throws BuskerError `code` with `message` in place of `DATABASE_UNREACHABLE`; what else `answer` throws
 */
export async function hideDatabase<T>(answer: Promise<T>, code: ErrorCode, message: string): Promise<T> {
  return answer.catch((error: unknown) => {
    if (!isBuskerError(error, 'DATABASE_UNREACHABLE')) throw error
    throw new BuskerError(code, message, { cause: error })
  })
}

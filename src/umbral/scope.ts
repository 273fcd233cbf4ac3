import { initialize } from '@nucypher/nucypher-core'
import { BuskerError, type ErrorCode, isBuskerError } from '../shared/errors.ts'

/** Anything that lives in WASM memory. */
interface Freeable {
  free(): void
}

/** What a piece of work does with WASM objects: each one it gets hold of goes through `keep`, to be freed at the end. */
export interface Scope {
  readonly keep: <T extends Freeable>(object: T) => T
  readonly keepAll: <T extends Freeable>(objects: readonly T[]) => readonly T[]
}

/**
 * Runs `work` with the WASM module loaded (once, on first use) and frees every object it kept. Work is synchronous
 * and gives out bytes only, so that no WASM object outlives it.
 *
 * @throws BuskerError of `work`; `UMBRAL_BROKEN` for a failure nobody expected
 */
export async function scoped<T>(work: (scope: Scope) => T): Promise<T> {
  await initialize()
  const kept: Freeable[] = []
  const scope: Scope = {
    keep: (object) => {
      kept.push(object)
      return object
    },
    keepAll: (objects) => {
      kept.push(...objects)
      return objects
    },
  }
  try {
    const result = work(scope)
    freeAll(kept)
    return result
  } catch (error) {
    if (isPanic(error)) throw broken(error) // what was borrowed when Rust panicked can't be freed any more
    freeAll(kept)
    throw isBuskerError(error) ? error : broken(error)
  }
}

/**
 * Gives an error of the library, which is told apart by its message alone, a code and a sentence.
 *
 * @throws BuskerError with `code` when `step` throws; a panic stays one
 */
export function coded<T>(code: ErrorCode, message: string, step: () => T): T {
  try {
    return step()
  } catch (error) {
    if (isPanic(error) || isBuskerError(error)) throw error
    throw new BuskerError(code, message, { cause: error })
  }
}

function freeAll(kept: readonly Freeable[]): void {
  for (const object of kept.toReversed()) object.free()
}

function isPanic(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError
}

function broken(cause: unknown): BuskerError {
  return new BuskerError('UMBRAL_BROKEN', 'The re-encryption library failed. Restart Busker and try again.', {
    cause,
  })
}

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

/** A result that needs its WASM objects until `free` is called. */
export interface Retained<T> {
  readonly value: T
  readonly free: () => void
}

/**
 * Runs `work` with the WASM module loaded (once, on first use) and frees every object it kept. Work is synchronous
 * and gives out bytes only, so that no WASM object outlives it.
 *
 * @throws BuskerError of `work`; `UMBRAL_BROKEN` for a failure nobody expected
 */
export async function scoped<T>(work: (scope: Scope) => T): Promise<T> {
  const { value, free } = await retained(work)
  free()
  return value
}

/** Like {@link scoped}, for what is used again and again: where `work` succeeds, its objects live until they are freed. */
export async function retained<T>(work: (scope: Scope) => T): Promise<Retained<T>> {
  await initialize()
  return runScoped(work)
}

/** Like {@link scoped}, once something is held: the module is loaded then. */
export function scopedSync<T>(work: (scope: Scope) => T): T {
  const { value, free } = runScoped(work)
  free()
  return value
}

/**
 * Turns an error of the library, which has a message but no code, into a BuskerError.
 *
 * @throws BuskerError with `code` when `step` throws; a panic stays one
 */
export function withErrorCode<T>(code: ErrorCode, message: string, step: () => T): T {
  try {
    return step()
  } catch (error) {
    if (isPanic(error) || isBuskerError(error)) throw error
    throw new BuskerError(code, message, { cause: error })
  }
}

function runScoped<T>(work: (scope: Scope) => T): Retained<T> {
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
  const free = () => {
    for (const object of kept.splice(0).toReversed()) object.free()
  }
  try {
    return { value: work(scope), free }
  } catch (error) {
    if (isPanic(error)) throw broken(error) // what was borrowed when Rust panicked can't be freed any more
    free()
    throw isBuskerError(error) ? error : broken(error)
  }
}

function isPanic(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError
}

function broken(cause: unknown): BuskerError {
  return new BuskerError('UMBRAL_BROKEN', 'The re-encryption library failed. Restart Busker and try again.', {
    cause,
  })
}

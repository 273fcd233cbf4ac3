import { hkdfSync } from 'node:crypto'
import { createRequire } from 'node:module'
import { basename } from 'node:path'
import { open, seal } from '../../process/seal.ts'
import { BuskerError } from '../../shared/errors.ts'

type Bytes = Buffer | string
type Answer = (error: unknown, value?: Bytes) => void
type Entry = (error: unknown, key?: Bytes, value?: Bytes) => void
interface Form {
  readonly asBuffer?: boolean
}
interface RangeForm {
  readonly keyAsBuffer?: boolean
  readonly valueAsBuffer?: boolean
}
/** PouchDB gives a deletion a value as well, which is not one: `false`. */
type Operation =
  | { readonly type: 'put'; readonly key: Bytes; readonly value: Bytes }
  | { readonly type: 'del'; readonly key: Bytes; readonly value?: unknown }
interface LevelIterator {
  next(callback: Entry): unknown
  end(callback: (error?: unknown) => void): void
}

/** A LevelDB database as levelup and PouchDB use it: the store of raiden-ts. */
export interface Level {
  open(callback: (error?: unknown) => void): void
  close(callback: (error?: unknown) => void): void
  get(key: Bytes, options: Form, callback: Answer): void
  put(key: Bytes, value: Bytes, options: object, callback: (error?: unknown) => void): void
  batch(
    operations: readonly Operation[],
    options: { sync?: boolean },
    callback: (error?: unknown) => void,
  ): void
  iterator(options: RangeForm): LevelIterator
}

interface LevelProtocol extends Level {
  _get(key: Bytes, options: Form, callback: Answer): void
  _put(key: Bytes, value: Bytes, options: object, callback: (error?: unknown) => void): void
  _batch(operations: readonly Operation[], options: object, callback: (error?: unknown) => void): void
  _iterator(options: RangeForm): LevelIterator
}

const Leveldown = createRequire(import.meta.url)('leveldown') as {
  new (location: string): LevelProtocol
  destroy(this: void, location: string, callback: (error?: unknown) => void): void
}

/** Opens a LevelDB database in clear. */
export function clearLevel(location: string): Level {
  return new Leveldown(location)
}

/** What seals Raiden's databases: HKDF-SHA256 of the account's private key, which comes from the words. */
export function raidenStateKey(privateKey: string): Uint8Array {
  const key = Buffer.from(privateKey.slice(2), 'hex')
  return new Uint8Array(hkdfSync('sha256', key, new Uint8Array(0), 'busker/raiden-state/1', 32))
}

/**
 * LevelDB whose values are AES-256-GCM, each bound to its key and to its database's name; keys are in clear. A value that
 * does not open is given to `onDamage`, and to nobody else: PouchDB would take an error for “there is no such document”, and
 * raiden-ts would begin a channel anew.
 *
 * @param key 32 bytes
 */
export function sealedLevel(key: Uint8Array, onDamage: (error: BuskerError) => void) {
  class SealedLevel extends Leveldown {
    readonly #name: string

    constructor(location: string) {
      super(location)
      this.#name = basename(location)
    }

    override _put(at: Bytes, value: Bytes, options: object, callback: (error?: unknown) => void): void {
      super._put(at, this.#seal(at, value), options, callback)
    }

    override _batch(
      operations: readonly Operation[],
      options: object,
      callback: (error?: unknown) => void,
    ): void {
      const sealed = operations.map((operation) =>
        operation.type === 'put'
          ? { ...operation, value: this.#seal(operation.key, operation.value) }
          : operation,
      )
      super._batch(sealed, options, callback)
    }

    override _get(at: Bytes, options: Form, callback: Answer): void {
      super._get(at, { ...options, asBuffer: true }, (error, value) => {
        if (error !== null && error !== undefined) return callback(error)
        this.#open(at, value, options.asBuffer !== false, (opened) => callback(null, opened))
      })
    }

    override _iterator(options: RangeForm): LevelIterator {
      const iterator = super._iterator({ ...options, valueAsBuffer: true })
      const next = iterator.next.bind(iterator)
      iterator.next = (callback) =>
        next((error, at, value) => {
          if (at === undefined || value === undefined) return callback(error, at, value)
          this.#open(at, value, options.valueAsBuffer !== false, (opened) => callback(null, at, opened))
        })
      return iterator
    }

    #seal(at: Bytes, value: Bytes): Buffer {
      return Buffer.from(seal(key, Buffer.from(value), this.#contextOf(at)))
    }

    #open(at: Bytes, sealed: Bytes | undefined, asBuffer: boolean, give: (value: Bytes) => void): void {
      const value = open(key, Buffer.from(sealed ?? ''), this.#contextOf(at))
      if (value === undefined) return onDamage(damaged(this.#name))
      give(asBuffer ? Buffer.from(value) : Buffer.from(value).toString('utf8'))
    }

    #contextOf(at: Bytes): Uint8Array {
      return Buffer.concat([Buffer.from(`busker/raiden-state/1/${this.#name}/`), Buffer.from(at)])
    }
  }
  return Object.assign((location: string): Level => new SealedLevel(location), { destroy: Leveldown.destroy })
}

function damaged(name: string): BuskerError {
  return new BuskerError(
    'RAIDEN_STATE_DAMAGED',
    `Raiden’s own record of its channels (${name}) was changed since Raiden wrote it. It is not used, so that nothing is signed from a wrong balance. Put back an unbroken disk, or restore from the words: the channel is closed with the newest that both have signed.`,
  )
}

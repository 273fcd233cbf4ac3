import { randomBytes } from 'node:crypto'
import { open, seal } from '../../../process/seal.ts'
import type { Keychain } from '../vaultLock.ts'

/** A keychain that lives as long as the object does; a second one opens nothing of the first. */
export function createMemoryKeychain(): Keychain {
  const key = randomBytes(32)
  const context = Buffer.from('keychain')
  return {
    isReal: () => true,
    wrap: async (dataKey) => seal(key, dataKey, context),
    unwrap: async (wrapped) => {
      const dataKey = open(key, wrapped, context)
      if (dataKey === undefined) throw new Error('The keychain cannot open this.')
      return dataKey
    },
  }
}

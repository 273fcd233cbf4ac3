import { randomBytes } from 'node:crypto'
import { publicKeyOf } from '../../umbral/keys.ts'
import manifest from '../../../package.json' with { type: 'json' }

/** Loads the WASM module and derives a key with it. @returns the package's version */
export async function checkNucypherCore(): Promise<string> {
  const seed = randomBytes(32).fill(1, 0, 1)
  await publicKeyOf(seed)
  return manifest.dependencies['@nucypher/nucypher-core']
}

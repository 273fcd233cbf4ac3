import { createRequire } from 'node:module'
import { join } from 'node:path'
import { BuskerError } from '../../shared/errors.ts'

/**
 * The anvil executable of this platform. Not the package's own `bin`: that is a wrapper which stays between a signal and anvil.
 *
 * @throws BuskerError LOCALNET_ANVIL_MISSING
 */
export function anvilBinary(): string {
  const platform = `${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`
  const { resolve } = createRequire(import.meta.url)
  try {
    const folder = join(resolve(`@foundry-rs/anvil-${platform}/package.json`), '..')
    return join(folder, 'bin', process.platform === 'win32' ? 'anvil.exe' : 'anvil')
  } catch (cause) {
    throw new BuskerError(
      'LOCALNET_ANVIL_MISSING',
      `The local chain needs anvil, and there is none for ${platform}. Run npm ci again without --omit=optional.`,
      { cause },
    )
  }
}

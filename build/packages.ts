/**
 * Packages that stay outside of every bundle: those with native or WASM parts or files of their own that they find beside
 * themselves, and those that Raiden's client must share with us.
 */
export const unbundled: readonly string[] = [
  'electron',
  'electron-updater',
  'better-sqlite3',
  'classic-level',
  '@nucypher/nucypher-core',
  'leveldown',
  'sharp',
  'ffmpeg-static',
  '@foundry-rs/anvil',
  'pg',
  'raiden-ts',
  'redux-observable',
  'rxjs',
  'ethers',
]

/** What a bundler is told to leave outside: the packages, and whatever is in them. */
export function externalsOf(names: readonly string[]): (string | RegExp)[] {
  return [...names, ...names.map((name) => new RegExp(`^${name}/`))]
}

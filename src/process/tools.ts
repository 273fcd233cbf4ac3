import { existsSync } from 'node:fs'
import { BuskerError } from '../shared/errors.ts'
import { contractsPath, lookForFfmpeg, sqliteBindingPath } from './toolPaths.mjs'

/**
 * The ffmpeg to run: `FFMPEG_BIN`, the one the package carries, ffmpeg-static, the system's (5.1 or newer), or the one that
 * set-up fetched.
 *
 * @returns a path, or the name `ffmpeg` where it stands in PATH
 * @throws BuskerError `MEDIA_FFMPEG_MISSING`
 */
export async function findFfmpeg(): Promise<string> {
  return (await ffmpegInUse()).path
}

/** Like {@link findFfmpeg}, with the version it states, such as `5.1.6-0+deb12u1`. */
export async function ffmpegInUse(): Promise<{ path: string; version: string }> {
  const found = await lookForFfmpeg()
  if ('problem' in found) {
    throw new BuskerError('MEDIA_FFMPEG_MISSING', `${found.problem} Run: npm run setup -- ffmpeg`)
  }
  return found
}

/**
 * The path of the compiled Raiden contracts (`contracts.json` of PyPI's raiden-contracts 0.50.2: ABI and bytecode by name).
 *
 * @throws BuskerError `LOCALNET_CONTRACTS_MISSING`
 */
export function contractsFile(): string {
  const path = contractsPath()
  if (existsSync(path)) return path
  throw new BuskerError(
    'LOCALNET_CONTRACTS_MISSING',
    `The compiled Raiden contracts are not at ${path}. Run: npm run setup -- contracts`,
  )
}

/**
 * The file to hand better-sqlite3 as `nativeBinding`; undefined where the runtime takes the binding it ships (Node-API 10).
 *
 * @throws BuskerError `STORE_BINDING_MISSING` in an older runtime for which set-up has built none
 */
export function sqliteBinding(): string | undefined {
  if (Number(process.versions['napi']) >= 10) return undefined
  const path = sqliteBindingPath()
  if (existsSync(path)) return path
  throw new BuskerError(
    'STORE_BINDING_MISSING',
    `better-sqlite3 has no binding for this runtime (Node-API ${process.versions['napi']}). Run: npm run setup -- electron`,
  )
}

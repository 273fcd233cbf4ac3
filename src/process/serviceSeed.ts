import { hkdfSync, randomBytes } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import type { BuskerError } from '../shared/errors.ts'

type Service = 'hub' | 'relay' | 'tower' | 'ursula'

/** Where there is no file, makes one with 32 random bytes that only its owner can read. */
async function readOrCreateSeed(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const seed = randomBytes(32)
  await writeFileAtomic(file, seed, { mode: 0o600 })
  return seed
}

/**
 * The seed of an operated service: `<service>.seed`, 32 bytes, mode 0600, in its folder; made where there is none.
 *
 * @param damaged the error for a file that does not hold 32 bytes
 */
export async function openServiceSeed(
  folder: string,
  service: Service,
  damaged: (file: string) => BuskerError,
): Promise<Uint8Array> {
  const file = join(folder, `${service}.seed`)
  const seed = await readOrCreateSeed(file)
  if (seed.byteLength !== 32) throw damaged(file)
  return seed
}

/** One of a service's keys, 32 bytes: HKDF-SHA256 of its seed, no salt, info `busker/<service>/<purpose>/1`. */
export function deriveServiceKey(seed: Uint8Array, service: Service, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', seed, new Uint8Array(0), `busker/${service}/${purpose}/1`, 32))
}

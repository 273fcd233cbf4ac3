import { deriveServiceKey, openServiceSeed } from '../process/serviceSeed.ts'
import { BuskerError } from '../shared/errors.ts'

/** An Ursula's own secrets, 32 bytes each. None of a track or a buyer is ever here. */
export interface UrsulaKeys {
  /** Ed25519 seed of its libp2p identity. */
  readonly peerSeed: Uint8Array
  /** Signs its record, its answers and its acknowledgements. */
  readonly verifyingSeed: Uint8Array
  /** Key fragments are encrypted to it. */
  readonly encryptingSeed: Uint8Array
}

/**
 * Reads an Ursula's seed (`ursula.seed`, 32 bytes, mode 0600) from its folder, where there is none makes one, and
 * derives its keys: HKDF-SHA256, no salt, info `busker/ursula/<purpose>/1`.
 *
 * @throws BuskerError `URSULA_SEED_DAMAGED` when the file does not hold 32 bytes
 */
export async function openUrsulaKeys(folder: string): Promise<UrsulaKeys> {
  const seed = await openServiceSeed(folder, 'ursula', seedDamaged)
  return deriveUrsulaKeys(seed)
}

/** @param seed 32 bytes */
export function deriveUrsulaKeys(seed: Uint8Array): UrsulaKeys {
  const derive = (purpose: string) => deriveServiceKey(seed, 'ursula', purpose)
  return {
    peerSeed: derive('peer'),
    verifyingSeed: derive('verifying'),
    encryptingSeed: derive('encrypting'),
  }
}

function seedDamaged(file: string): BuskerError {
  return new BuskerError(
    'URSULA_SEED_DAMAGED',
    `${file} must hold 32 bytes. Restore it, or move it away: policies made for this Ursula are lost to it then.`,
  )
}

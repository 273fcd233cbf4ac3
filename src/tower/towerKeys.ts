import { bytesToHex } from 'viem'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { deriveServiceKey, openServiceSeed } from '../process/serviceSeed.ts'
import { peerOf } from '../protocol/peerOf.ts'
import { BuskerError } from '../shared/errors.ts'
import type { PeerIdText } from '../shared/ids.ts'

/** A tower's own secrets: nothing of those it watches for. */
export interface TowerKeys {
  /** Pays the gas, and signs what the tower says. */
  readonly account: PrivateKeyAccount
  /** Ed25519 seed of its libp2p identity. */
  readonly peerSeed: Uint8Array
  readonly peer: PeerIdText
}

/**
 * Reads a tower's seed (`tower.seed`, 32 bytes, mode 0600) from its folder, where there is none makes one, and derives its
 * keys: HKDF-SHA256, no salt, info `busker/tower/<purpose>/1`.
 *
 * @throws BuskerError `TOWER_SEED_DAMAGED` when the file does not hold 32 bytes
 */
export async function openTowerKeys(folder: string): Promise<TowerKeys> {
  const seed = await openServiceSeed(folder, 'tower', seedDamaged)
  const derive = (purpose: string) => deriveServiceKey(seed, 'tower', purpose)
  const peerSeed = derive('peer')
  return {
    account: privateKeyToAccount(bytesToHex(derive('account'))),
    peerSeed,
    peer: await peerOf(peerSeed),
  }
}

function seedDamaged(file: string): BuskerError {
  return new BuskerError(
    'TOWER_SEED_DAMAGED',
    `${file} must hold 32 bytes. Restore it, or move it away: the tower then has another address and another account.`,
  )
}

import { hkdfSync } from 'node:crypto'
import { join } from 'node:path'
import { generateKeyPairFromSeed } from '@libp2p/crypto/keys'
import { peerIdFromPrivateKey } from '@libp2p/peer-id'
import { bytesToHex } from 'viem'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { readOrCreateSeed } from '../process/readOrCreateSeed.ts'
import { BuskerError } from '../shared/errors.ts'
import { type PeerIdText, peerIdText } from '../shared/ids.ts'

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
  const file = join(folder, 'tower.seed')
  const seed = await readOrCreateSeed(file)
  if (seed.byteLength !== 32) {
    throw new BuskerError(
      'TOWER_SEED_DAMAGED',
      `${file} must hold 32 bytes. Restore it, or move it away: the tower then has another address and another account.`,
    )
  }
  const derive = (purpose: string) =>
    new Uint8Array(hkdfSync('sha256', seed, new Uint8Array(0), `busker/tower/${purpose}/1`, 32))
  const peerSeed = derive('peer')
  const key = await generateKeyPairFromSeed('Ed25519', peerSeed)
  return {
    account: privateKeyToAccount(bytesToHex(derive('account'))),
    peerSeed,
    peer: peerIdText.parse(peerIdFromPrivateKey(key).toString()),
  }
}

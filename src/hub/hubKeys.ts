import { bytesToHex } from 'viem'
import { privateKeyToAddress } from 'viem/accounts'
import { deriveServiceKey, openServiceSeed } from '../process/serviceSeed.ts'
import { peerOf } from '../protocol/peerOf.ts'
import { BuskerError } from '../shared/errors.ts'
import { type Address, hex32, type Hex32, type PeerIdText, toAddress } from '../shared/ids.ts'

/** The hub's own secrets. */
export interface HubKeys {
  /** Of its Ethereum account: the money in its channels. */
  readonly privateKey: Hex32
  /** Ed25519 seed of its libp2p identity. */
  readonly peerSeed: Uint8Array
}

/** What everybody may know of a hub's keys: it goes into the network profile. */
export interface HubIdentity {
  readonly raidenAddress: Address
  readonly peer: PeerIdText
}

/**
 * Reads a hub's seed (`hub.seed`, 32 bytes, mode 0600) from its folder, where there is none makes one, and derives its
 * keys: HKDF-SHA256, no salt, info `busker/hub/<purpose>/1`.
 *
 * @throws BuskerError `HUB_SEED_DAMAGED` when the file does not hold 32 bytes
 */
export async function openHubKeys(folder: string): Promise<HubKeys> {
  const seed = await openServiceSeed(folder, 'hub', seedDamaged)
  const derive = (purpose: string) => deriveServiceKey(seed, 'hub', purpose)
  return { privateKey: hex32.parse(bytesToHex(derive('account'))), peerSeed: derive('peer') }
}

export async function hubIdentity({ privateKey, peerSeed }: HubKeys): Promise<HubIdentity> {
  return { raidenAddress: toAddress(privateKeyToAddress(privateKey)), peer: await peerOf(peerSeed) }
}

function seedDamaged(file: string): BuskerError {
  return new BuskerError(
    'HUB_SEED_DAMAGED',
    `${file} must hold 32 bytes. Restore it from your back-up: without it the money in the hub's channels is lost.`,
  )
}

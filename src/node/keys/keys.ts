import type { LocalAccount } from 'viem'
import type { SignedIdentity } from '../../protocol/identity.ts'

/**
 * Everything derived from the words. 32-byte seeds stay in the main process; nothing here is logged, stored
 * in clear or handed to a renderer.
 */
export interface Keys {
  /** BIP-44 m/44'/60'/0'/0/0: signs records and purchases. */
  readonly account: LocalAccount
  /** The account's private key: the first message to the Raiden child, and for nothing else. */
  readonly accountKey: Uint8Array
  /** Ed25519 seed of the libp2p identity. */
  readonly peerSeed: Uint8Array
  /** NuCypher verifying key: signs policies and re-encryption requests. */
  readonly verifyingSeed: Uint8Array
  /** NuCypher receiving key: policies and letters are encrypted to it. */
  readonly receivingSeed: Uint8Array
  /** Root of the delegating keys, one for each label. */
  readonly delegatingSeed: Uint8Array
  /** Seals content keys in the store. */
  readonly storeKey: Uint8Array
  /** Seals snapshots to oneself. */
  readonly snapshotKey: Uint8Array
  /** Of the account that signs what one shows: it holds no money, and nobody sees whose it is. */
  readonly collectionSeed: Uint8Array
  readonly identity: SignedIdentity
}

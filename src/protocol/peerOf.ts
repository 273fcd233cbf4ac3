import { generateKeyPairFromSeed } from '@libp2p/crypto/keys'
import { peerIdFromPrivateKey } from '@libp2p/peer-id'
import { type PeerIdText, peerIdText } from '../shared/ids.ts'

/** The libp2p peer id that belongs to an Ed25519 seed. */
export async function peerOf(seed: Uint8Array): Promise<PeerIdText> {
  return peerIdText.parse(peerIdFromPrivateKey(await generateKeyPairFromSeed('Ed25519', seed)).toString())
}

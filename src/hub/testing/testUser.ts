import { generatePrivateKey, privateKeyToAccount, type PrivateKeyAccount } from 'viem/accounts'
import type { Caller } from '../../ipfs/peer.ts'
import { signIdentity, type SignedIdentity } from '../../protocol/identity.ts'
import { type Address, hex32, type Hex32, type PeerIdText, peerIdText, toAddress } from '../../shared/ids.ts'

/** Somebody with an account and a peer of their own. */
export interface TestUser {
  readonly privateKey: Hex32
  readonly account: PrivateKeyAccount
  readonly address: Address
  readonly identity: SignedIdentity
  readonly caller: Caller
}

let usersCreated = 0

/** @param peer where a real one runs */
export async function createTestUser(peer: PeerIdText = nextPeer()): Promise<TestUser> {
  const privateKey = hex32.parse(generatePrivateKey())
  const account = privateKeyToAccount(privateKey)
  const address = toAddress(account.address)
  const identity = await signIdentity(
    {
      v: 1,
      account: address,
      peer,
      verifyingKey: new Uint8Array(33).fill(2),
      receivingKey: new Uint8Array(33).fill(3),
      issuedAt: 1,
    },
    account,
  )
  return { privateKey, account, address, identity, caller: { peer } }
}

function nextPeer(): PeerIdText {
  usersCreated += 1
  return peerIdText.parse(`12D3KooW${String(usersCreated).padStart(44, '1').replaceAll('0', 'z')}`)
}

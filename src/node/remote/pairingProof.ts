import { digest } from '../../protocol/codec.ts'
import { type PairingRecord, pairingRecord, type SignedPairing } from '../../protocol/remote.ts'
import { sign, type SigningAccount, verify } from '../../protocol/signed.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Address, PeerIdText } from '../../shared/ids.ts'

/** The two peers of a pairing, and the secret of the code that it is made with. */
export interface PairingTerms {
  readonly app: PeerIdText
  readonly server: PeerIdText
  readonly secret: Uint8Array
}

/** Who signs, and as what. */
export interface PairingSide {
  readonly by: PairingRecord['by']
  readonly account: SigningAccount
  readonly address: Address
  readonly name: string
}

/** Signs that the machine of this account is one side of a pairing. */
export async function signPairing(
  { app, server, secret }: PairingTerms,
  { by, account, address, name }: PairingSide,
): Promise<SignedPairing> {
  const body = { v: 1 as const, by, account: address, app, server, code: digest(secret), name }
  return sign('pairing', pairingRecord, body, account)
}

/**
 * Checks that the other side has this account's words, and means this pairing and no other.
 *
 * @returns how it calls itself
 * @throws BuskerError `REMOTE_OTHER_ACCOUNT`
 */
export async function checkPairing(
  { app, server, secret }: PairingTerms,
  { by, address }: Pick<PairingSide, 'by' | 'address'>,
  record: SignedPairing,
): Promise<string> {
  const { body, signer } = record
  const isMeant = body.by === by && body.app === app && body.server === server && body.code === digest(secret)
  const isOurs = signer === address && body.account === address
  const isSigned = await verify('pairing', pairingRecord, record).then(
    () => true,
    () => false,
  )
  if (isMeant && isOurs && isSigned) return body.name
  throw new BuskerError(
    'REMOTE_OTHER_ACCOUNT',
    'The other machine does not have the same 24 words. Nothing was paired.',
  )
}

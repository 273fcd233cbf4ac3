import { z } from 'zod'
import { address, peerIdText, type PeerIdText } from '../shared/ids.ts'
import { shortName, type ShortName } from '../shared/shortNames.ts'
import { BuskerError } from '../shared/errors.ts'
import { time } from './fields.ts'
import { identityMaxBytes, signedIdentity, type SignedIdentity, verifyIdentity } from './identity.ts'
import { defineProtocol } from './rpc.ts'
import { type Signed, sign, signedSchema, type SigningAccount, verify } from './signed.ts'

/** An account wants to be found by a short name, at one hub. */
export const nameClaim = z.strictObject({
  v: z.literal(1),
  account: address,
  name: shortName,
  hub: peerIdText,
  /** By the account's clock; says nothing but when it was signed. */
  at: time,
})
export type NameClaim = z.output<typeof nameClaim>
export const signedNameClaim = signedSchema(nameClaim)
export type SignedNameClaim = Signed<NameClaim>

/** A name, with the word of the account that it names and its card: what a hub keeps and gives out. */
export const namedCard = z.strictObject({ claim: signedNameClaim, card: signedIdentity })
export type NamedCard = z.output<typeof namedCard>
export const namedCardMaxBytes = 2 * identityMaxBytes

/** Short names at a hub. Whoever changes something shows an identity record whose peer is the one connected. */
export const namesProtocol = defineProtocol('/busker/names/1', {
  /** Takes a name, in place of the one that the account had. The same again changes nothing. */
  claim: { input: namedCard, output: z.strictObject({}), maxBytes: 4096 },
  /** Gives it up. It is not given out from then on; for a time nobody else can have it. */
  release: {
    input: z.strictObject({ identity: signedIdentity }),
    output: z.strictObject({}),
    maxBytes: 2048,
  },
  /** The name that the asking account has. */
  ownName: {
    input: z.strictObject({ identity: signedIdentity }),
    output: z.strictObject({ name: shortName.nullable() }),
    maxBytes: 2048,
  },
  /** Whose a name is; null: nobody's. */
  lookUp: {
    input: z.strictObject({ name: shortName }),
    output: z.strictObject({ found: namedCard.nullable() }),
    maxBytes: 4096,
    requestMaxBytes: 128,
  },
})

export async function signNameClaim(
  name: ShortName,
  hub: PeerIdText,
  card: SignedIdentity,
  account: SigningAccount,
  at: number,
): Promise<NamedCard> {
  const body = { v: 1, account: card.body.account, name, hub, at } as const
  return { claim: await sign('name-claim', nameClaim, body, account), card }
}

/**
 * Checks that the account in the card has claimed this name at this hub, and made the card.
 *
 * @throws BuskerError `PROTOCOL_FORGED`
 */
export async function verifyNamedCard({ claim, card }: NamedCard, name: ShortName, hub: PeerIdText) {
  const { body, signer } = claim
  if (body.name !== name || body.hub !== hub || body.account !== signer || card.body.account !== signer) {
    throw new BuskerError(
      'PROTOCOL_FORGED',
      'This claim is for another name, another hub or another account.',
    )
  }
  await verify('name-claim', nameClaim, claim)
  await verifyIdentity(card)
}

import { z } from 'zod'
import { address, hex32, peerIdText } from '../shared/ids.ts'
import { amount } from '../shared/money.ts'
import { line } from '../shared/text.ts'
import { time } from './fields.ts'
import { signedIdentity } from './identity.ts'
import { defineProtocol } from './rpc.ts'
import { type Signed, sign, signedSchema, type SigningAccount, verify } from './signed.ts'

const greatestUint256 = 2n ** 256n - 1n

/** Solidity's uint256, as decimal text on the wire. */
const uint256 = z.codec(z.string().regex(/^(0|[1-9]\d{0,77})$/), z.bigint().min(0n).max(greatestUint256), {
  decode: BigInt,
  encode: String,
})

/** In whatever form the contract takes: it is asked to judge, and nobody else. */
const contractSignature = z.custom<`0x${string}`>(
  (value) => typeof value === 'string' && /^0x[0-9a-f]{130}$/.test(value),
  { error: 'must be a signature of 65 bytes' },
)

/** What `updateNonClosingBalanceProof` takes: the partner's proof, and the receiver's signature that it may be handed in. */
export const signedUpdate = z.strictObject({
  channel: uint256,
  closer: address,
  other: address,
  balanceHash: hex32,
  nonce: uint256,
  additionalHash: hex32,
  closerSignature: contractSignature,
  otherSignature: contractSignature,
})

/** What a tower spends at most, in wei. */
const towerLimits = z.strictObject({ gasPrice: amount, gasPerDay: amount })
export type TowerLimits = z.output<typeof towerLimits>

/** How a tower presents itself. */
export const towerRecord = z.strictObject({
  v: z.literal(1),
  peer: peerIdText,
  operator: line(128),
  chainId: z.int().positive(),
  tokenNetworks: z.array(address).min(1).max(64),
  limits: towerLimits,
})
export type TowerRecord = z.output<typeof towerRecord>
export const signedTowerRecord = signedSchema(towerRecord)
export type SignedTowerRecord = Signed<TowerRecord>

/** A tower's word that it watches: evidence against it where it did not. */
export const towerAcknowledgement = z.strictObject({
  v: z.literal(1),
  chainId: z.int().positive(),
  tokenNetwork: address,
  channel: uint256,
  participant: address,
  nonce: uint256,
  acceptedAt: time,
  /** It watches until then, or until the channel is settled. */
  until: time,
  limits: towerLimits,
})
export type TowerAcknowledgement = z.output<typeof towerAcknowledgement>
export const signedTowerAcknowledgement = signedSchema(towerAcknowledgement)
export type SignedTowerAcknowledgement = Signed<TowerAcknowledgement>

export function signTowerRecord(body: TowerRecord, account: SigningAccount): Promise<SignedTowerRecord> {
  return sign('tower', towerRecord, body, account)
}

/** @throws BuskerError `PROTOCOL_FORGED` */
export function verifyTowerRecord(record: SignedTowerRecord): Promise<void> {
  return verify('tower', towerRecord, record)
}

export function signTowerAcknowledgement(
  body: TowerAcknowledgement,
  account: SigningAccount,
): Promise<SignedTowerAcknowledgement> {
  return sign('tower-acknowledgement', towerAcknowledgement, body, account)
}

/** @throws BuskerError `PROTOCOL_FORGED` */
export function verifyTowerAcknowledgement(record: SignedTowerAcknowledgement): Promise<void> {
  return verify('tower-acknowledgement', towerAcknowledgement, record)
}

const channelOfCaller = z.strictObject({
  identity: signedIdentity,
  chainId: z.int().positive(),
  tokenNetwork: address,
  channel: uint256,
})

/** Those who watch a channel for somebody who is away (docs/adr/0033). */
export const towerProtocol = defineProtocol('/busker/tower/1', {
  describe: {
    input: z.strictObject({}),
    output: signedTowerRecord,
    maxBytes: 8192,
  },
  /**
   * Hands over what is to be handed in if the partner closes with less. Repeatable; the same nonce again only prolongs.
   * Refused with `TOWER_NONCE_OLDER` where the tower has a newer one.
   */
  watch: {
    input: z.strictObject({
      identity: signedIdentity,
      chainId: z.int().positive(),
      tokenNetwork: address,
      update: signedUpdate,
    }),
    output: signedTowerAcknowledgement,
    maxBytes: 4096,
  },
  /** What the tower has for the account that asks; null: nothing. */
  status: {
    input: channelOfCaller,
    output: z.strictObject({ watched: z.strictObject({ nonce: uint256, until: time }).nullable() }),
    maxBytes: 4096,
  },
  /** Drops what the tower has for the account that asks. */
  forget: {
    input: channelOfCaller,
    output: z.strictObject({}),
    maxBytes: 4096,
  },
})

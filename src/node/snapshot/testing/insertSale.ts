import { randomBytes } from 'node:crypto'
import { identityRecord, type SignedIdentity } from '../../../protocol/identity.ts'
import { policy as policySchema, type Policy } from '../../../protocol/policy.ts'
import { hashSecret } from '../../../protocol/purchase.ts'
import { hex32, label as labelSchema, orderId, policyId, secret, toAddress } from '../../../shared/ids.ts'
import { toAmount } from '../../../shared/money.ts'
import { GrantTable } from '../../access/grantTable.ts'
import { sealPolicy } from '../../access/sealedPolicy.ts'
import type { SaleState } from '../../../shared/orderStates.ts'
import { type Sale, Sales } from '../../market/sales.ts'
import type { StoreKeys } from '../../store/cellSeal.ts'
import type { Store } from '../../store/openStore.ts'

const random = (length: number) => new Uint8Array(randomBytes(length))
const randomHex = (length: number): `0x${string}` => `0x${randomBytes(length).toString('hex')}`
const account = () => toAddress(randomHex(20))
const hash = () => hex32.parse(randomHex(32))
/** Has the form of an account's signature: r and s are small enough, v is 27. */
const signature = (): `0x${string}` => `0x0${randomHex(32).slice(3)}0${randomHex(32).slice(3)}1b`
const peer = '12D3KooWGzxzKZYveHXtpG6AsrUJBcWxHBFS2HsEoGTxrMLvKXtf'
const seller = account()
const label = labelSchema.parse(`track/${'a'.repeat(32)}/1`)
const commitments = hash()
const day = 24 * 3600_000

/** The same Ursulas in every policy, as on a small network. */
const ursulas = Array.from({ length: 3 }, () => ({
  body: {
    v: 1 as const,
    address: random(20),
    peer,
    addresses: [`/ip4/127.0.0.1/tcp/4001/p2p/${peer}`],
    verifyingKey: random(33),
    encryptingKey: random(33),
    operator: 'Somebody',
  },
  signature: random(64),
}))

function createSignedIdentity(): SignedIdentity {
  const signer = account()
  const keys = { verifyingKey: random(33), receivingKey: random(33) }
  const body = identityRecord.parse({ v: 1, account: signer, peer, ...keys, issuedAt: Date.now() })
  return { body, signer, signature: signature() }
}

function makePolicy(buyer: SignedIdentity): Policy {
  const { verifyingKey, receivingKey } = buyer.body
  const body = {
    v: 1,
    id: policyId.parse(randomBytes(16).toString('hex')),
    label,
    publisher: random(33),
    policyKey: random(33),
    recipient: { verifyingKey, receivingKey },
    threshold: 2,
    shares: 3,
    end: Date.now() + 90 * day,
    fragments: [hash(), hash(), hash()],
  }
  return policySchema.parse({
    statement: { body, signature: random(64) },
    treasureMap: random(2000),
    ursulas,
  })
}

/** Puts a sale of the usual size into the store, with all that comes with one; what is signed is random bytes. */
export function insertSale(store: Store, keys: StoreKeys, state: SaleState = 'delivered'): Sale {
  const now = Date.now()
  const buyer = createSignedIdentity()
  const chosen = secret.parse(randomHex(32))
  const policy = makePolicy(buyer)
  const id = orderId.parse(randomHex(32))
  const shared = {
    seller,
    buyer: buyer.body.account,
    recipient: buyer.body.account,
    chainId: 31337,
    tokenNetwork: seller,
    label,
    manifest: `bafyrei${'a'.repeat(52)}` as Sale['invoice']['invoice']['manifest'],
  }
  const request = { ...shared, recipientDigest: hash(), nonce: hash(), expiry: now + day, ticket: hash() }
  const amount = toAmount(5n * 10n ** 18n)
  const paymentId = randomBytes(8).readBigUInt64BE()
  const sale: Sale = {
    id,
    state,
    label,
    buyer: shared.buyer,
    recipient: shared.recipient,
    amount,
    paymentId,
    secret: chosen,
    secretHash: hashSecret(chosen),
    request: { request, signature: signature(), recipient: buyer, buyer },
    invoice: {
      invoice: {
        ...shared,
        order: id,
        request: hash(),
        amount,
        paymentId: toAmount(paymentId),
        secretHash: hashSecret(chosen),
        expiry: now + day,
        commitments,
        threshold: 2,
        shares: 3,
        accessUntil: now + 90 * day,
        sealedPolicy: hash(),
      },
      signature: signature(),
    },
    sealedPolicy: sealPolicy(policy, chosen),
    greeting: null,
    releasedAt: state === 'invoiced' ? null : now,
    debt: null,
    debtWaivedAt: null,
    lockExpiration: null,
    earlierOrder: null,
    duplicateOf: null,
    deadline: null,
    code: null,
    message: null,
    createdAt: now,
    changedAt: now,
  }
  new Sales(store, keys).insert(sale)
  if (state === 'delivered' || state === 'paid') {
    new GrantTable(store).insert(policy, sale.recipient, id, now)
    store
      .prepare("INSERT INTO payments VALUES (?, 'received', 'paid', ?, '0', ?, ?, ?, ?, ?, ?, NULL, NULL)")
      .run(sale.secretHash, String(amount), String(paymentId), seller, sale.buyer, seller, now, now)
  }
  return sale
}

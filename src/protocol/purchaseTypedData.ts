import type { TypedDataParameter } from 'viem'
import type { Invoice, PurchaseRequest } from './purchaseRecords.ts'

/**
 * The EIP-712 form of a purchase request: what a wallet shows and the buyer's account signs. One with an amount or a
 * code is of a type of its own, so that neither can be added to a signed request, changed in it, or taken away.
 */
export function requestTypedData(request: PurchaseRequest) {
  const { chainId, ...message } = request
  const fields: readonly TypedDataParameter[] = [
    ...requestFields,
    ...(message.amount === undefined ? [] : [{ name: 'amount', type: 'uint256' }]),
    ...(message.code === undefined ? [] : [{ name: 'code', type: 'bytes32' }]),
  ]
  return {
    domain: domain(chainId),
    types: { PurchaseRequest: fields },
    primaryType: 'PurchaseRequest',
    message: { ...message, expiry: BigInt(message.expiry) },
  } as const
}

/** The EIP-712 form of an invoice. */
export function invoiceTypedData(invoice: Invoice) {
  const { chainId, ...message } = invoice
  return {
    domain: domain(chainId),
    types: invoiceFields,
    primaryType: 'Invoice',
    message: {
      ...message,
      expiry: BigInt(message.expiry),
      accessUntil: BigInt(message.accessUntil),
    },
  } as const
}

const domain = (chainId: number) => ({ name: 'Busker', version: '1', chainId }) as const

const requestFields = [
  { name: 'buyer', type: 'address' },
  { name: 'seller', type: 'address' },
  { name: 'tokenNetwork', type: 'address' },
  { name: 'label', type: 'string' },
  { name: 'manifest', type: 'string' },
  { name: 'recipient', type: 'address' },
  { name: 'recipientDigest', type: 'bytes32' },
  { name: 'nonce', type: 'bytes32' },
  { name: 'expiry', type: 'uint64' },
  { name: 'ticket', type: 'bytes32' },
] as const

const invoiceFields = {
  Invoice: [
    { name: 'order', type: 'bytes32' },
    { name: 'request', type: 'bytes32' },
    { name: 'seller', type: 'address' },
    { name: 'buyer', type: 'address' },
    { name: 'recipient', type: 'address' },
    { name: 'tokenNetwork', type: 'address' },
    { name: 'amount', type: 'uint256' },
    { name: 'paymentId', type: 'uint64' },
    { name: 'secretHash', type: 'bytes32' },
    { name: 'expiry', type: 'uint64' },
    { name: 'label', type: 'string' },
    { name: 'manifest', type: 'string' },
    { name: 'commitments', type: 'bytes32' },
    { name: 'threshold', type: 'uint8' },
    { name: 'shares', type: 'uint8' },
    { name: 'accessUntil', type: 'uint64' },
    { name: 'sealedPolicy', type: 'bytes32' },
  ],
} as const

import { type Context, Hono } from 'hono'
import type { Address, SecretHash } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import { orderOf, payOrder } from './payOrder.ts'
import type { RaidenApiParts } from './raidenApiParts.ts'
import {
  addressIn,
  checksummed,
  newPayment,
  type NewPayment,
  readBody,
  readPage,
  requireNetworkToken,
} from './raidenInput.ts'
import { toPaymentEvent, toPendingTransfer } from './raidenViews.ts'
import { Refusal } from './refusal.ts'

/** Payments: what was paid, what is under way, and paying. What has the identifier of an open order completes that order. */
export function paymentRoutes(parts: RaidenApiParts): Hono {
  const { account, network, raiden, tips, purchases, ledger } = parts
  const { token } = network.contracts
  const underWay = new Set<string>()
  const app = new Hono()
  const requireToken = (context: Context) => requireNetworkToken(addressIn(context, 'token'), network)

  const list = (context: Context, other: Address | null) =>
    context.json(ledger.page(other, readPage(context)).map((row) => toPaymentEvent(row, token)))
  app.get('/payments', (context) => list(context, null))
  app.get('/payments/:token', (context) => {
    requireToken(context)
    return list(context, null)
  })
  app.get('/payments/:token/:other', (context) => {
    requireToken(context)
    return list(context, addressIn(context, 'other'))
  })

  app.post('/payments/:token/:target', async (context) => {
    const asked = await readBody(context, newPayment)
    requireToken(context)
    const target = addressIn(context, 'target')
    assertPossible(asked)
    const { amount, identifier } = asked
    const key = `${target} ${identifier}`
    if (identifier !== undefined && underWay.has(key))
      throw new Refusal(409, 'A payment with this identifier is under way.')
    underWay.add(key)
    try {
      const paid = await pay(context, target, asked)
      return context.json({
        initiator_address: checksummed(account),
        registry_address: checksummed(network.contracts.TokenNetworkRegistry.address),
        token_address: checksummed(token),
        target_address: checksummed(target),
        amount: String(amount),
        identifier: String(paid.identifier),
        secret_hash: paid.secretHash,
      })
    } finally {
      underWay.delete(key)
    }
  })

  app.get('/pending_transfers', (context) => pending(context, null))
  app.get('/pending_transfers/:token', (context) => {
    requireToken(context)
    return pending(context, null)
  })
  app.get('/pending_transfers/:token/:partner', (context) => {
    requireToken(context)
    return pending(context, addressIn(context, 'partner'))
  })
  return app

  async function pay(context: Context, target: Address, asked: NewPayment) {
    const { amount, identifier, lock_timeout: lockTimeoutSeconds, secret_hash: secretHash } = asked
    const { signal } = context.req.raw
    const order = orderOf(purchases, { target, amount, identifier })
    if (order !== undefined) {
      if (secretHash !== undefined && secretHash !== order.secretHash)
        throw new Refusal(409, 'The order under this identifier has another secret hash. Nothing was paid.')
      const { invoice } = await payOrder(parts, order, amount, signal)
      if (invoice === null) throw new Refusal(409, 'The order was given for nothing.')
      return { identifier: invoice.invoice.paymentId, secretHash: invoice.invoice.secretHash }
    }
    if (secretHash !== undefined)
      throw new Refusal(409, 'No open order has this secret hash and identifier. Nothing was paid.')
    if (identifier !== undefined) await assertUnused(target, identifier)
    return payOut(target, amount, signal, {
      ...(identifier !== undefined && { paymentId: identifier }),
      ...(lockTimeoutSeconds !== undefined && { lockTimeoutSeconds }),
    })
  }

  async function payOut(
    target: Address,
    amount: Amount,
    signal: AbortSignal,
    terms: Parameters<typeof tips.send>[3],
  ): Promise<{ identifier: bigint; secretHash: SecretHash }> {
    const { state, paymentId, secretHash } = await tips.send(target, amount, signal, terms)
    if (state === 'paid') return { identifier: paymentId, secretHash }
    throw new Refusal(409, 'The payment was not taken in time. The money is back.')
  }

  /** A payment that is asked for again under its identifier is not made again, whatever became of the answer. */
  async function assertUnused(target: Address, identifier: bigint): Promise<void> {
    const hashes = await raiden.intentsWith(target, identifier)
    const earlier = await Promise.all(hashes.map((hash) => raiden.lookup(hash, 'sent')))
    if (earlier.some(({ state }) => state === 'pending' || state === 'revealed'))
      throw new Refusal(409, 'A payment with this identifier is under way.')
    if (earlier.some(({ state }) => state === 'paid'))
      throw new Refusal(409, 'A payment with this identifier was made already.')
  }

  async function pending(context: Context, partner: Address | null): Promise<Response> {
    const [transfers, channels] = await Promise.all([raiden.pendingTransfers(), raiden.channels()])
    const shown = transfers.filter((transfer) => partner === null || transfer.partner === partner)
    return context.json(
      shown.map((transfer) => {
        const channel = channels.find((each) => each.partner === transfer.partner && each.state !== 'settled')
        return toPendingTransfer(transfer, channel, network)
      }),
    )
  }
}

/** What Busker decides by itself is not taken from others. */
function assertPossible({ secret, paths }: NewPayment): void {
  if (secret !== undefined)
    throw new Refusal(
      501,
      'Busker makes the secrets of its payments, or leaves them to the seller. Nothing was paid.',
    )
  if (paths !== undefined)
    throw new Refusal(501, 'Busker chooses the path of a payment, and checks its fee. Nothing was paid.')
}

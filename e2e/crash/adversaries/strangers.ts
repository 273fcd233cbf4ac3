import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { sha256, toHex } from 'viem'
import { nodeFolder } from '../../../src/node/store/nodeFolder.ts'
import { openStore } from '../../../src/node/store/openStore.ts'
import { decode } from '../../../src/protocol/codec.ts'
import { signedInvoice } from '../../../src/protocol/purchase.ts'
import type { PaymentIntent } from '../../../src/raiden/payments.ts'
import { secretHash } from '../../../src/shared/ids.ts'
import { toAmount } from '../../../src/shared/money.ts'
import { hasAccess, saleStates } from '../../../src/shared/orderStates.ts'
import type { AdversaryHarness } from '../adversaryHarness.ts'
import { price } from '../crashHarness.ts'
import type { Newcomer } from '../newcomer.ts'
import { type Adversary, boughtInTheEnd, eventually, order, publish } from './adversary.ts'

const token = 10n ** 18n
type Terms = Pick<PaymentIntent, 'secretHash' | 'paymentId' | 'amount'>

/** How a payment differs from the one that the invoice asks for. */
const misfits: Readonly<Record<string, (asked: Terms) => Partial<Terms>>> = {
  'a base unit too little': ({ amount }) => ({ amount: toAmount(amount - 1n) }),
  'too much': ({ amount }) => ({ amount: toAmount(amount * 2n) }),
  'the right amount under another identifier': ({ paymentId }) => ({ paymentId: paymentId + 1n }),
  'the right amount for a hash that belongs to no order': () => ({
    secretHash: secretHash.parse(sha256(toHex(randomBytes(32)))),
  }),
}

/** What the newest order of a stopped node asks to be paid. */
function termsOf({ node }: Newcomer): Terms {
  const store = openStore(nodeFolder(node.folder).store)
  try {
    const newest = store.prepare<[], Uint8Array | null>(
      'SELECT invoice FROM purchases ORDER BY created_at DESC LIMIT 1',
    )
    const bytes = newest.pluck().get()
    assert.ok(bytes, 'there is an invoice')
    const { invoice } = decode(signedInvoice, bytes, bytes.byteLength)
    return { secretHash: invoice.secretHash, paymentId: invoice.paymentId, amount: invoice.amount }
  } finally {
    store.close()
  }
}

/** Pays the artist with another program than Busker, and resolves when the lock is on its way. */
async function payWithOtherProgram(
  harness: AdversaryHarness,
  payer: Newcomer,
  target: PaymentIntent['target'],
  terms: Terms,
): Promise<void> {
  const raiden = await payer.openRaiden()
  try {
    await raiden.pay({
      ...terms,
      target,
      token: harness.profile.token.address,
      maximumFee: harness.profile.hub.maximumFee,
      lockTimeoutSeconds: null,
    })
    await eventually(20, async () => {
      const { state } = await raiden.lookup(terms.secretHash, 'sent')
      assert.notEqual(state, 'unknown', 'the lock is on its way')
    })
    await harness.passLocks()
    await eventually(90, async () => {
      const { state } = await raiden.lookup(terms.secretHash, 'sent')
      assert.equal(state, 'failed', 'the money comes back')
    })
  } finally {
    await raiden.stop()
  }
}

/** People who send the artist what was not asked for. */
export const strangers: readonly Adversary[] = Object.entries(misfits).map(([what, change]): Adversary => ({
  name: `a buyer's own program pays ${what}`,
  async run(harness, title) {
    const { artist } = harness.crash
    const buyer = await harness.addNewcomer(token)
    const work = await publish(harness, artist, title, buyer.node)
    const { id } = await buyer.node.ask('buy', { label: work.label, follow: false })
    await eventually(30, async () => {
      const { state } = await buyer.node.ask('purchase', { id, follow: false })
      assert.equal(state, 'invoiced')
    })
    const { account } = await artist.ask('wallet', {})
    const before = await artist.ask('wallet', {})
    await buyer.node.stop()
    const asked = termsOf(buyer)
    assert.equal(asked.amount, price)
    await payWithOtherProgram(harness, buyer, account, { ...asked, ...change(asked) })
    const sales = (await artist.ask('sales', {})).filter(({ label }) => label === work.label)
    assert.ok(
      sales.every(({ state }) => saleStates[state].money === 'untouched'),
      'nothing was let out',
    )
    assert.equal((await artist.ask('wallet', {})).spendable, before.spendable, 'nothing was taken')
    await buyer.node.start()
    const first = await order(buyer.node, work)
    await boughtInTheEnd(buyer.node, work, first)
    const { state } = (await buyer.node.ask('purchases', {})).find(hasAccess) ?? { state: 'none' }
    assert.notEqual(state, 'none', 'the buyer can still buy it')
  },
}))

import { afterAll, beforeAll, expect, test } from 'vitest'
import { Tips } from '../../src/node/wallet/tips.ts'
import { toAmount } from '../../src/shared/money.ts'
import { first, type outcome } from './testing/purchase.ts'
import { TOKEN } from './testing/raidenWorld.ts'
import { capacity, HUB_FEE, threeNodes, type ThreeNodes } from './testing/threeNodes.ts'

const never = new AbortController().signal
let nodes: ThreeNodes
beforeAll(async () => {
  nodes = await threeNodes()
})
afterAll(async () => nodes?.world.stop())

const tips = (maximumFee: bigint = HUB_FEE) =>
  new Tips({
    payments: nodes.buyer,
    account: nodes.accounts.buyer.address,
    token: nodes.world.network.token,
    maximumFee: toAmount(maximumFee),
  })
const buyerHas = async () => capacity(nodes.buyer, nodes.accounts.hub)

test('a tip reaches somebody who does nothing, through the hub', async () => {
  const { seller, accounts } = nodes
  const before = [await buyerHas(), await capacity(seller, accounts.hub)]
  const earned = first(
    (listener: (value: Awaited<ReturnType<typeof outcome>>) => void) => seller.onOutcome(listener),
    () => true,
  )
  const sent = await tips().send(accounts.seller.address, toAmount(TOKEN), never)
  expect(sent).toMatchObject({ state: 'paid', direction: 'sent', amount: TOKEN, fee: HUB_FEE })
  expect((await earned).transfer).toMatchObject({ state: 'paid', secretHash: sent.secretHash, amount: TOKEN })
  expect(await buyerHas()).toEqual({ own: (before[0]?.own ?? 0n) - TOKEN - HUB_FEE, locked: 0n })
  await expect
    .poll(() => capacity(seller, accounts.hub))
    .toEqual({ own: (before[1]?.own ?? 0n) + TOKEN, locked: 0n })
})

test('a fee above the cap is refused, and nothing is locked', async () => {
  const before = await buyerHas()
  await expect(tips(1n).send(nodes.accounts.seller.address, toAmount(TOKEN), never)).rejects.toMatchObject({
    code: 'RAIDEN_FEE_ABOVE_CAP',
  })
  expect(await buyerHas()).toEqual(before)
})

test('a child killed while a tip is under way says afterwards what became of it', async () => {
  const { buyer, accounts } = nodes
  const before = await buyerHas()
  const sending = tips().send(accounts.seller.address, toAmount(TOKEN), never)
  const settled = sending.then(
    ({ state }) => state,
    (error: { code: string }) => error.code,
  )
  process.kill(buyer.pid ?? 0, 'SIGKILL')
  const came = await settled
  expect(['paid', 'WALLET_TIP_NOT_SENT']).toContain(came)
  const cost = came === 'paid' ? TOKEN + HUB_FEE : 0n
  await expect.poll(buyerHas, { timeout: 30_000 }).toEqual({ own: before.own - cost, locked: 0n })
})

test('a woken child goes on paying', async () => {
  await nodes.buyer.wake()
  await nodes.seller.wake()
  const sent = await tips().send(nodes.accounts.seller.address, toAmount(TOKEN), never)
  expect(sent.state).toBe('paid')
})

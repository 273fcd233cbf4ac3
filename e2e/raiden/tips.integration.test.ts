import getPort from 'get-port'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Tips } from '../../src/node/wallet/tips.ts'
import { toAmount } from '../../src/shared/money.ts'
import { firstMatching, type waitForOutcome } from '../../harness/raiden/paymentFixture.ts'
import { oneToken } from '../../harness/raiden/raidenHarness.ts'
import { channelCapacity, hubFee, threeNodes, type ThreeNodes } from '../../harness/raiden/threeNodes.ts'

const never = new AbortController().signal
let nodes: ThreeNodes
beforeAll(async () => {
  nodes = await threeNodes()
})
afterAll(async () => nodes?.harness.stop())

const tips = (maximumFee: bigint = hubFee) =>
  new Tips({
    payments: nodes.buyer,
    account: nodes.accounts.buyer.address,
    token: nodes.harness.network.token,
    maximumFee: toAmount(maximumFee),
  })
const buyerHas = async () => channelCapacity(nodes.buyer, nodes.accounts.hub)

test('a tip reaches somebody who does nothing, through the hub', async () => {
  const { seller, accounts } = nodes
  const before = [await buyerHas(), await channelCapacity(seller, accounts.hub)]
  const earned = firstMatching(
    (listener: (value: Awaited<ReturnType<typeof waitForOutcome>>) => void) => seller.onOutcome(listener),
    () => true,
  )
  const sent = await tips().send(accounts.seller.address, toAmount(oneToken), never)
  expect(sent).toMatchObject({ state: 'paid', direction: 'sent', amount: oneToken, fee: hubFee })
  expect((await earned).transfer).toMatchObject({
    state: 'paid',
    secretHash: sent.secretHash,
    amount: oneToken,
  })
  expect(await buyerHas()).toEqual({ own: (before[0]?.own ?? 0n) - oneToken - hubFee, locked: 0n })
  await expect
    .poll(() => channelCapacity(seller, accounts.hub))
    .toEqual({ own: (before[1]?.own ?? 0n) + oneToken, locked: 0n })
})

test('a fee above the cap is refused, and nothing is locked', async () => {
  const before = await buyerHas()
  await expect(tips(1n).send(nodes.accounts.seller.address, toAmount(oneToken), never)).rejects.toMatchObject(
    {
      code: 'RAIDEN_FEE_ABOVE_CAP',
    },
  )
  expect(await buyerHas()).toEqual(before)
})

test('a child killed while a tip is under way says afterwards what became of it', async () => {
  const { buyer, accounts } = nodes
  const before = await buyerHas()
  const sending = tips().send(accounts.seller.address, toAmount(oneToken), never)
  const settled = sending.then(
    ({ state }) => state,
    (error: { code: string }) => error.code,
  )
  process.kill(buyer.pid ?? 0, 'SIGKILL')
  const came = await settled
  expect(['paid', 'WALLET_TIP_NOT_SENT']).toContain(came)
  const cost = came === 'paid' ? oneToken + hubFee : 0n
  await expect.poll(buyerHas, { timeout: 30_000 }).toEqual({ own: before.own - cost, locked: 0n })
})

test('a woken child goes on paying', async () => {
  await nodes.buyer.wake()
  await nodes.seller.wake()
  const sent = await tips().send(nodes.accounts.seller.address, toAmount(oneToken), never)
  expect(sent.state).toBe('paid')
})

test('a node does not run on a chain that is silent, or is another than its network’s', async () => {
  const { harness } = nodes
  const account = await harness.account('refused', 0n)
  const silent = harness.node(account, {
    network: { ...harness.network, rpcUrl: `http://127.0.0.1:${await getPort()}` },
  })
  await expect(silent.start()).rejects.toMatchObject({
    code: 'RAIDEN_CHAIN_UNREACHABLE',
    message: expect.stringContaining('does not answer. Start it or correct the address.') as string,
  })
  const elsewhere = harness.node(account, { network: { ...harness.network, chainId: 5 } })
  await expect(elsewhere.start()).rejects.toMatchObject({
    code: 'RAIDEN_WRONG_CHAIN',
    message: expect.stringContaining('serves chain 31337, this network is on chain 5.') as string,
  })
})

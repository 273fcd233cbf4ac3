import { privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AccountTransactions } from '../../src/chain/accountTransactions.ts'
import { ChainEndpoints } from '../../src/chain/chainEndpoints.ts'
import { SecretRegistry } from '../../src/chain/secretRegistry.ts'
import { toAmount } from '../../src/shared/money.ts'
import {
  waitForIncoming,
  waitForOutcome,
  createPayment,
  releaseIncoming,
  waitForSecret,
} from '../../harness/raiden/paymentFixture.ts'
import { oneToken } from '../../harness/raiden/raidenHarness.ts'
import { channelCapacity, threeNodes, type ThreeNodes } from '../../harness/raiden/threeNodes.ts'

describe('channels', () => {
  let nodes: ThreeNodes
  beforeAll(async () => {
    nodes = await threeNodes()
  })
  afterAll(async () => nodes?.harness.stop())

  test('can be deposited into, but not opened twice', async () => {
    const { buyer, accounts } = nodes
    await buyer.deposit(accounts.hub.address, toAmount(5n * oneToken))
    expect((await channelCapacity(buyer, accounts.hub)).own).toBe(55n * oneToken)
    expect((await buyer.balances()).token).toBe(45n * oneToken)
    await expect(buyer.openChannel(accounts.hub.address, toAmount(1n))).rejects.toMatchObject({
      code: 'RAIDEN_CHANNEL_EXISTS',
    })
  })

  test('a deposit beyond the account’s tokens is refused', async () => {
    const { buyer, accounts } = nodes
    await expect(buyer.deposit(accounts.hub.address, toAmount(1_000n * oneToken))).rejects.toMatchObject({
      code: 'RAIDEN_BALANCE_TOO_LOW',
    })
  })

  test('a lock that is never released runs out, and the money is back', async () => {
    const { buyer, seller, accounts, hub, harness } = nodes
    const bought = createPayment(accounts.seller.address, harness.network.token, { lockTimeoutSeconds: 15 })
    const capacities = () =>
      Promise.all([channelCapacity(buyer, accounts.hub), channelCapacity(hub, accounts.seller)])
    const before = await capacities()
    const failed = Promise.all([
      waitForOutcome(buyer, bought.secretHash),
      waitForOutcome(seller, bought.secretHash),
    ])
    await buyer.pay(bought.intent)
    expect((await failed).map(({ transfer }) => transfer.state)).toEqual(['failed', 'failed'])
    await expect.poll(capacities, { timeout: 10_000 }).toEqual(before)
    await expect(seller.release(bought.secretHash, bought.secret)).rejects.toMatchObject({
      code: 'RAIDEN_TRANSFER_EXPIRED',
    })
    const next = createPayment(accounts.seller.address, harness.network.token)
    const done = waitForOutcome(buyer, next.secretHash)
    const stop = releaseIncoming(seller, [next])
    await buyer.pay(next.intent)
    expect((await done).transfer.state).toBe('paid')
    stop()
  })

  test('what was earned can be withdrawn while the channel stays open', async () => {
    const { buyer, seller, accounts, harness } = nodes
    const bought = createPayment(accounts.seller.address, harness.network.token)
    const locked = waitForIncoming(seller, bought.secretHash)
    const done = waitForOutcome(seller, bought.secretHash)
    await buyer.pay(bought.intent)
    await locked
    await seller.release(bought.secretHash, bought.secret)
    await done
    await seller.withdraw(accounts.hub.address, toAmount(oneToken))
    expect((await seller.balances()).token).toBe(oneToken)
  })

  test('a secret that is registered while the hub withholds the unlock is paid for, and the buyer learns it all the same', async () => {
    const { buyer, hub, seller, accounts, harness } = nodes
    const { rpcUrl, chainId, contracts } = harness.network
    const endpoints = new ChainEndpoints({ rpcUrls: [rpcUrl], chainId, pollingMs: 100 })
    const registry = new SecretRegistry(endpoints, contracts.SecretRegistry.address)
    const transactions = new AccountTransactions(endpoints, privateKeyToAccount(accounts.seller.key))
    const bought = createPayment(accounts.seller.address, harness.network.token, { lockTimeoutSeconds: 55 })
    const locked = waitForIncoming(seller, bought.secretHash)
    await buyer.pay(bought.intent)
    await locked
    await hub.stop()
    const learnt = waitForSecret(buyer, bought.secretHash)
    await seller.release(bought.secretHash, bought.secret)
    await registry.register(bought.secret, transactions)
    expect(await learnt).toBe(bought.secret)
    await expect
      .poll(async () => seller.lookup(bought.secretHash, 'received'), { timeout: 20_000 })
      .toMatchObject({ state: 'paid' })
    await hub.start()
  })

  test('with the partner’s consent a channel is settled at once', async () => {
    const { harness, accounts } = nodes
    const node = harness.node(await harness.account('leaver', oneToken))
    await node.start()
    await node.openChannel(accounts.hub.address, toAmount(oneToken))
    expect((await node.balances()).token).toBe(0n)
    await node.closeChannel(accounts.hub.address)
    await expect.poll(async () => node.channels(), { timeout: 20_000 }).toEqual([])
    expect((await node.balances()).token).toBe(oneToken)
    await node.stop()
  })

  test('without it a channel is closed, and settled when the time is up', { timeout: 180_000 }, async () => {
    const { harness, hub, accounts } = nodes
    const node = harness.node(await harness.account('left', oneToken))
    await node.start()
    await node.openChannel(accounts.hub.address, toAmount(oneToken))
    await hub.stop()
    await node.closeChannel(accounts.hub.address)
    expect(await node.channels()).toMatchObject([{ state: 'closed' }])
    await node.settleChannel(accounts.hub.address)
    await expect.poll(async () => (await node.balances()).token, { timeout: 20_000 }).toBe(oneToken)
    await node.stop()
  })
})

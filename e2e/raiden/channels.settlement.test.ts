import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toAmount } from '../../src/shared/money.ts'
import { incoming, outcome, purchase, secretOf } from './testing/purchase.ts'
import { TOKEN } from './testing/raidenWorld.ts'
import { capacity, threeNodes, type ThreeNodes } from './testing/threeNodes.ts'

describe('channels', () => {
  let nodes: ThreeNodes
  beforeAll(async () => {
    nodes = await threeNodes()
  })
  afterAll(async () => nodes?.world.stop())

  test('can be deposited into, but not opened twice', async () => {
    const { buyer, accounts } = nodes
    await buyer.deposit(accounts.hub.address, toAmount(5n * TOKEN))
    expect((await capacity(buyer, accounts.hub)).own).toBe(55n * TOKEN)
    expect((await buyer.balances()).token).toBe(45n * TOKEN)
    await expect(buyer.openChannel(accounts.hub.address, toAmount(1n))).rejects.toMatchObject({
      code: 'RAIDEN_CHANNEL_EXISTS',
    })
  })

  test('a deposit beyond the account’s tokens is refused', async () => {
    const { buyer, accounts } = nodes
    await expect(buyer.deposit(accounts.hub.address, toAmount(1_000n * TOKEN))).rejects.toMatchObject({
      code: 'RAIDEN_BALANCE_TOO_LOW',
    })
  })

  test('what was earned can be withdrawn while the channel stays open', async () => {
    const { buyer, seller, accounts, world } = nodes
    const bought = purchase(accounts.seller.address, world.network.token)
    const locked = incoming(seller, bought.secretHash)
    const done = outcome(seller, bought.secretHash)
    await buyer.pay(bought.intent)
    await locked
    await seller.release(bought.secretHash, bought.secret)
    await done
    await seller.withdraw(accounts.hub.address, toAmount(TOKEN))
    expect((await seller.balances()).token).toBe(TOKEN)
  })

  test('a secret can be registered on chain when the hub withholds the unlock, and the buyer learns it all the same', async () => {
    const { buyer, hub, seller, accounts, world } = nodes
    const bought = purchase(accounts.seller.address, world.network.token, { lockTimeoutSeconds: 55 })
    const locked = incoming(seller, bought.secretHash)
    await buyer.pay(bought.intent)
    await locked
    await hub.stop()
    const learnt = secretOf(buyer, bought.secretHash)
    await seller.release(bought.secretHash, bought.secret)
    await seller.registerOnChain(bought.secretHash, bought.secret)
    expect(await learnt).toBe(bought.secret)
    await expect
      .poll(async () => seller.lookup(bought.secretHash, 'received'), { timeout: 20_000 })
      .toMatchObject({ state: 'paid' })
    await hub.start()
  })

  test('with the partner’s consent a channel is settled at once', async () => {
    const { world, accounts } = nodes
    const node = world.node(await world.account('leaver', TOKEN))
    await node.start()
    await node.openChannel(accounts.hub.address, toAmount(TOKEN))
    expect((await node.balances()).token).toBe(0n)
    await node.closeChannel(accounts.hub.address)
    await expect.poll(async () => node.channels(), { timeout: 20_000 }).toEqual([])
    expect((await node.balances()).token).toBe(TOKEN)
    await node.stop()
  })

  test('without it a channel is closed, and settled when the time is up', { timeout: 180_000 }, async () => {
    const { world, hub, accounts } = nodes
    const node = world.node(await world.account('left', TOKEN))
    await node.start()
    await node.openChannel(accounts.hub.address, toAmount(TOKEN))
    await hub.stop()
    await node.closeChannel(accounts.hub.address)
    expect(await node.channels()).toMatchObject([{ state: 'closed' }])
    await node.settleChannel(accounts.hub.address)
    await expect.poll(async () => (await node.balances()).token, { timeout: 20_000 }).toBe(TOKEN)
    await node.stop()
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lockHolderOf } from '../../src/process/folderLock.ts'
import { processIdentityOf, isRunning, waitForExit } from '../../src/process/processIdentity.ts'
import type { ProcessState } from '../../src/process/supervisedProcess.ts'
import type { RaidenNode } from '../../src/raiden/raidenNode.ts'
import {
  firstMatching,
  waitForIncoming,
  waitForOutcome,
  createPayment,
  releaseIncoming,
  type PaymentFixture,
} from '../../harness/raiden/paymentFixture.ts'
import { oneToken } from '../../harness/raiden/raidenHarness.ts'
import { waitForMessages } from '../../harness/raiden/waitForMessages.ts'
import { channelCapacity, hubFee, threeNodes, type ThreeNodes } from '../../harness/raiden/threeNodes.ts'

const quickBackOff = { initialMs: 50, maxMs: 1_000, stableMs: 1_000 }

function kill(node: RaidenNode): void {
  if (node.pid === undefined) throw new Error('the node does not run')
  process.kill(node.pid, 'SIGKILL')
}

function waitUntilReady(node: RaidenNode): Promise<unknown> {
  return firstMatching<ProcessState>(
    (listener) => node.onState(listener),
    ({ state }) => state === 'running',
  )
}

/** Resolves when the payment has its number among the outcomes, a moment after the transfer itself is final. */
async function waitUntilNumbered(node: RaidenNode, { secretHash }: PaymentFixture): Promise<void> {
  const hashes = async (): Promise<string[]> =>
    (await node.outcomesAfter(0, 100)).map(({ transfer }) => transfer.secretHash)
  // The request fails as long as the child that was killed is not back.
  await expect.poll(async () => hashes().catch(() => []), { timeout: 20_000 }).toContain(secretHash)
}

/** What the node above does: the same intent again until it is accepted, whatever the child lives through. */
async function payThroughCrashes(buyer: RaidenNode, { intent }: PaymentFixture): Promise<void> {
  for (;;) {
    const back = waitUntilReady(buyer)
    try {
      return await buyer.pay(intent)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('PROCESS_')))
        throw error
      if (buyer.state.state !== 'running') await back
    }
  }
}

describe('Raiden children that are killed', () => {
  let nodes: ThreeNodes
  beforeAll(async () => {
    nodes = await threeNodes({ backOff: quickBackOff })
  })
  afterAll(async () => nodes?.harness.stop())

  const order = (): PaymentFixture =>
    createPayment(nodes.accounts.seller.address, nodes.harness.network.token)

  test('a buyer’s child killed at any moment after it was told to pay pays once', async () => {
    const { buyer, seller, accounts } = nodes
    /** Messages on their way when it is killed: from none to the last that a payment cannot do without. */
    const moments = [0, 1, 2, 3, 4, 5, 6]
    const bought = moments.map(order)
    const before = await channelCapacity(buyer, accounts.hub)
    const stop = releaseIncoming(seller, bought)
    for (const [index, each] of bought.entries()) {
      const reached = waitForMessages(moments[index] ?? 0)
      const paying = payThroughCrashes(buyer, each)
      await reached
      kill(buyer)
      await paying
      await waitUntilNumbered(buyer, each)
      expect(await buyer.lookup(each.secretHash, 'sent')).toMatchObject({
        state: 'paid',
        secret: each.secret,
      })
    }
    stop()
    expect(await channelCapacity(buyer, accounts.hub)).toEqual({
      own: before.own - BigInt(bought.length) * (oneToken + hubFee),
      locked: 0n,
    })
    const outcomes = await buyer.outcomesAfter(0, 100)
    expect(outcomes.map(({ transfer }) => transfer.secretHash).toSorted()).toEqual(
      bought.map(({ secretHash }) => secretHash).toSorted(),
    )
    expect(outcomes.every(({ transfer }) => transfer.state === 'paid')).toBe(true)
  })

  test('a seller’s child killed before the release finds the lock again and is paid', async () => {
    const { buyer, seller } = nodes
    const bought = order()
    const locked = waitForIncoming(seller, bought.secretHash)
    const paid = waitForOutcome(buyer, bought.secretHash)
    await buyer.pay(bought.intent)
    await locked
    const back = waitUntilReady(seller)
    kill(seller)
    await back
    const waiting = await seller.incomingPending()
    expect(waiting.map(({ secretHash }) => secretHash)).toEqual([bought.secretHash])
    await seller.release(bought.secretHash, bought.secret)
    expect((await paid).transfer.state).toBe('paid')
  })

  test('a seller’s child killed right after the release has given it', async () => {
    const { buyer, seller } = nodes
    const bought = order()
    const locked = waitForIncoming(seller, bought.secretHash)
    const paid = waitForOutcome(buyer, bought.secretHash)
    await buyer.pay(bought.intent)
    await locked
    const back = waitUntilReady(seller)
    await seller.release(bought.secretHash, bought.secret)
    kill(seller)
    await back
    expect((await paid).transfer.state).toBe('paid')
    await waitUntilNumbered(seller, bought)
    expect(await seller.lookup(bought.secretHash, 'received')).toMatchObject({ state: 'paid' })
  })

  test('replay after restarts adds no outcome, and the numbers stay', async () => {
    const { buyer, seller } = nodes
    const before = [await buyer.outcomesAfter(0, 100), await seller.outcomesAfter(0, 100)]
    expect(before[0]?.map(({ seq }) => seq)).toEqual(before[0]?.map((_, index) => index + 1))
    for (const node of [buyer, seller]) {
      await node.stop()
      await node.start()
      const back = waitUntilReady(node)
      kill(node)
      await back
    }
    const bought = order()
    const stop = releaseIncoming(seller, [bought])
    const done = Promise.all([
      waitForOutcome(buyer, bought.secretHash),
      waitForOutcome(seller, bought.secretHash),
    ])
    await buyer.pay(bought.intent)
    const [sent, received] = await done
    stop()
    expect(await buyer.outcomesAfter(0, 100)).toEqual([...(before[0] ?? []), sent])
    expect(await seller.outcomesAfter(0, 100)).toEqual([...(before[1] ?? []), received])
  })

  test('a leftover child is ended before its database is opened', async () => {
    const { accounts, buyer } = nodes
    const leftover = await lockHolderOf(accounts.buyer.folder)
    if (leftover === null || leftover.pid !== buyer.pid) throw new Error('the buyer’s child holds its folder')
    // Its parent, this process, still runs: then it is no leftover, and a second one is refused.
    const second = nodes.harness.node(accounts.buyer)
    await expect(second.start()).rejects.toMatchObject({ code: 'PROCESS_FOLDER_IN_USE' })
    expect(isRunning(leftover)).toBe(true)
  })

  test('a stopped node leaves no process, and its folder is free', async () => {
    const { seller, accounts } = nodes
    const identity = seller.pid === undefined ? null : processIdentityOf(seller.pid)
    if (identity === null) throw new Error('the seller does not run')
    await seller.stop()
    expect(await waitForExit(identity, 0)).toBe(true)
    expect(await lockHolderOf(accounts.seller.folder)).toBeNull()
    await seller.start()
  })
})

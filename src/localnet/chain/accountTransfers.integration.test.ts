import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { AccountTransactions } from '../../chain/accountTransactions.ts'
import { KeptTransactions } from '../../chain/keptTransactions.ts'
import { openStore, type Store } from '../../node/store/openStore.ts'
import { AccountTransfers } from '../../node/wallet/accountTransfers.ts'
import { TransferRecords } from '../../node/wallet/transferRecords.ts'
import { type Address, toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { type ChannelParticipant, createParticipant } from '../testing/channelParticipant.ts'
import { startFrozenEndpoint } from '../testing/frozenEndpoint.ts'
import { endpointsOf } from '../testing/openChannel.ts'
import { openTestChain, type TestChain } from '../testing/testChain.ts'
import { createChainClient } from './chainClient.ts'

let testChain: TestChain
let sender: ChannelParticipant
let friend: Address
let store: Store

beforeAll(async () => {
  testChain = await openTestChain()
})
afterAll(() => testChain.close())
beforeEach(async () => {
  sender = await createParticipant(testChain.chain)
  friend = toAddress(`0x${randomUUID().replaceAll('-', '').padEnd(40, '1')}`)
  store = openStore(join(testChain.folder, `${randomUUID()}.sqlite`))
})

/** The node's; another one on the same store is the node after a crash. */
function openTransfers({ rpcUrls = [testChain.chain.rpcUrl], killed = false } = {}): AccountTransfers {
  const endpoints = endpointsOf(rpcUrls)
  const transactions = new AccountTransactions(endpoints, sender.account)
  return new AccountTransfers({
    records: new TransferRecords(store),
    transactions: new KeptTransactions(endpoints, sender.account),
    exclusively: (task) => transactions.exclusively(task),
    account: sender.address,
    token: testChain.chain.contracts.token,
    contracts: [testChain.chain.contracts.token],
    coin: 'ETH',
    balances: async () => ({
      token: toAmount(await testChain.tokensOf(sender.address)),
      coin: await endpoints.gasBalance(sender.address),
    }),
    gasToKeep: async () => toAmount(0n),
    confirmations: 1,
    intervalMs: 200,
    displacedMs: 1000,
    now: Date.now,
    onChange: () => {
      if (killed) throw new Error('killed')
    },
    onProblem: () => undefined,
  })
}

const request = () => ({
  id: randomUUID(),
  to: friend,
  asset: 'token' as const,
  amount: toAmount(30n),
  maximumFee: toAmount(10n ** 17n),
})

async function runUntil(transfers: AccountTransfers, state: 'sent' | 'failed'): Promise<void> {
  await transfers.start()
  try {
    await vi.waitFor(() => expect(transfers.list()).toMatchObject([{ state }]), { timeout: 30_000 })
  } finally {
    await transfers.stop()
  }
}

test('a node that is killed before the transaction leaves sends it once when it is back', async () => {
  const wanted = request()
  await expect(openTransfers({ killed: true }).send(wanted)).rejects.toThrow('killed')
  expect(await testChain.tokensOf(friend)).toBe(0n)
  const again = openTransfers()
  await again.send(wanted)
  await runUntil(again, 'sent')
  await runUntil(openTransfers(), 'sent')
  expect(await testChain.tokensOf(friend)).toBe(30n)
  expect(again.list()).toMatchObject([{ fee: expect.any(BigInt), code: null }])
})

test('an endpoint that swallows it and hides the block does not matter beside two that do not', async () => {
  const { rpcUrl } = testChain.chain
  const newest = await createChainClient(rpcUrl).getBlockNumber()
  const frozen = await startFrozenEndpoint(rpcUrl, newest)
  try {
    const transfers = openTransfers({ rpcUrls: [frozen.url, rpcUrl, `${rpcUrl}/`] })
    await transfers.send(request())
    await runUntil(transfers, 'sent')
    expect(await testChain.tokensOf(friend)).toBe(30n)
  } finally {
    await frozen.stop()
  }
})

test('one whose place another transaction has taken is told as not sent, and never sent again', async () => {
  const before = openTransfers({ killed: true })
  await expect(before.send(request())).rejects.toThrow('killed')
  await sender.open(friend)
  const after = openTransfers()
  await runUntil(after, 'failed')
  expect(after.list()).toMatchObject([{ code: 'WALLET_TRANSFER_DISPLACED' }])
  expect(await testChain.tokensOf(friend)).toBe(0n)
})

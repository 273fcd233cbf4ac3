import { parseGwei } from 'viem'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { AccountTransactions } from '../../chain/accountTransactions.ts'
import { noHash } from '../../chain/balanceProofs.ts'
import { ChannelWatch } from '../../node/channelWatch/channelWatch.ts'
import { chainWatchOptions } from '../../node/channelWatch/testing/watchOptions.ts'
import { openStore } from '../../node/store/openStore.ts'
import { endpointsOf, openChannel } from '../testing/openChannel.ts'
import { openTestChain, type TestChain } from '../testing/testChain.ts'
import { createChainClient } from './chainClient.ts'

const settleTimeoutSeconds = 600
let testChain: TestChain

beforeAll(async () => {
  testChain = await openTestChain({ settleTimeoutSeconds, minesAtOnce: true })
})
afterAll(() => testChain?.close())

const client = () => createChainClient(testChain.chain.rpcUrl)
/** From now on blocks come when the test says so. */
const holdBlocks = async () => {
  await client().setAutomine(false)
  await client().setIntervalMining({ interval: 0 })
}
const mine = () => client().mine({ blocks: 1 })
/** From the next block on, wei a unit of gas. */
const setBaseFee = (price: bigint) => client().setNextBlockBaseFeePerGas({ baseFeePerGas: price })

beforeEach(async () => {
  await setBaseFee(parseGwei('1'))
  await client().setAutomine(true)
})

/** An artist with a watch and nothing else, whose hub has closed with an empty proof. */
async function openClosedChannel() {
  const { chain } = testChain
  const opened = await openChannel(chain)
  const { hub, artist, channel, proof } = opened
  const endpoints = endpointsOf([chain.rpcUrl])
  const problems: unknown[] = []
  const watch = new ChannelWatch({
    ...chainWatchOptions(
      {
        endpoints,
        tokenNetwork: chain.contracts.tokenNetwork,
        account: artist.account,
        hub: hub.address,
        settleTimeoutMs: settleTimeoutSeconds * 1000,
      },
      openStore(':memory:'),
    ),
    transactions: new AccountTransactions(endpoints, artist.account, 200),
    onProblem: (problem) => problems.push(problem),
  })
  const partner = await proof(600n, 7n)
  const sides = { own: null, partner, ownLocks: [], partnerLocks: [] }
  watch.save([{ channel: Number(channel), partnerAddress: hub.address, ...sides }])
  await hub.close(channel, artist.address, null)
  return { ...opened, watch, problems }
}

/** Looks, and lets a block come, until the answer is in one. @returns how often it took */
async function lookUntilAnswered({ watch, found }: Awaited<ReturnType<typeof openClosedChannel>>) {
  for (let looks = 1; looks <= 12; looks += 1) {
    await watch.look()
    await mine()
    const channel = await found()
    if (channel.state === 'closed' && channel.partner.nonce === 7n) return looks
  }
  return Infinity
}

test('an answer that a rise of the gas price left behind is sent again for more, until it is in a block', async () => {
  const opened = await openClosedChannel()
  const { watch, problems, found } = opened
  await holdBlocks()
  await watch.look()
  expect(problems).toEqual([expect.objectContaining({ code: 'RAIDEN_TRANSACTION_WAITING' })])
  await setBaseFee(parseGwei('10'))
  await mine()
  expect(await found(), 'what was sent first pays too little').toMatchObject({ partner: { nonce: 0n } })
  await setBaseFee(parseGwei('10'))
  expect(await lookUntilAnswered(opened)).toBeLessThanOrEqual(12)
  await watch.look()
  expect(watch.list()).toMatchObject([{ state: 'closed', problem: null }])
})

test('an answer behind a transaction of Raiden’s that pays too little takes the place of that one', async () => {
  const opened = await openClosedChannel()
  const { artist } = opened
  await holdBlocks()
  const nonce = await client().getTransactionCount({ address: artist.address })
  await client().sendRawTransaction({
    serializedTransaction: await artist.account.signTransaction({
      type: 'legacy',
      chainId: await client().getChainId(),
      nonce,
      gas: 30_000n,
      gasPrice: parseGwei('2'),
      to: artist.address,
      data: noHash,
    }),
  })
  await setBaseFee(parseGwei('10'))
  await mine()
  expect(await lookUntilAnswered(opened)).toBeLessThanOrEqual(12)
})

import assert from 'node:assert/strict'
import getPort from 'get-port'
import { numberToHex } from 'viem'
import { createChainClient } from '../../../src/localnet/chain/chainClient.ts'
import { type ChainCall, ChainProxy, type Interceptor } from '../../../src/localnet/testing/chainProxy.ts'
import { frozenAt } from '../../../src/localnet/testing/frozenEndpoint.ts'
import { hasAccess } from '../../../src/shared/orderStates.ts'
import type { AdversaryHarness } from '../adversaryHarness.ts'
import {
  type Adversary,
  answered,
  assertEarned,
  buy,
  endedWhole,
  eventually,
  publish,
  sell,
} from './adversary.ts'

const token = 10n ** 18n
const days = 3n * 86_400n
const never = new Promise<never>(() => undefined)
const answer = ({ jsonrpc, id }: ChainCall, result: unknown) => JSON.stringify({ jsonrpc, id, result })

/** How an address of the chain lies, by its name, and what is said of it; null: it can't be noticed. */
const liars: Readonly<
  Record<string, { readonly lie: (newest: bigint) => Interceptor; readonly code: string | null }>
> = {
  hangs: { lie: () => async () => never, code: 'RAIDEN_ENDPOINT_SILENT' },
  'serves another chain': {
    lie: () => async (call, forward) => (call.method === 'eth_chainId' ? answer(call, '0x1') : forward()),
    code: 'RAIDEN_WRONG_CHAIN',
  },
  'stands still': { lie: frozenAt, code: null },
  'says that nobody has gas or tokens': {
    lie: () => async (call, forward) => {
      if (call.method === 'eth_getBalance') return answer(call, '0x0')
      return forward()
    },
    code: null,
  },
  'is three days ahead': {
    lie: () => async (call, forward) => {
      const body = await forward()
      if (call.method !== 'eth_getBlockByNumber') return body
      const { result } = JSON.parse(body) as { result: { timestamp: `0x${string}` } | null }
      if (result === null) return body
      return answer(call, { ...result, timestamp: numberToHex(BigInt(result.timestamp) + days) })
    },
    code: null,
  },
}

async function startProxy(harness: AdversaryHarness): Promise<ChainProxy> {
  const port = await getPort({ host: '127.0.0.1' })
  const proxy = harness.keep(new ChainProxy(harness.profile.chain.rpcUrl, port))
  await proxy.start()
  return proxy
}

const newestBlock = (harness: AdversaryHarness) =>
  createChainClient(harness.profile.chain.rpcUrl).getBlockNumber()

/** Addresses of the chain that lie, lag, or hang. */
export const endpoints: readonly Adversary[] = [
  ...Object.entries(liars).map(([what, { lie, code }]): Adversary => ({
    name: `one of two chain addresses ${what}`,
    async run(harness, title) {
      const proxy = await startProxy(harness)
      proxy.intercept = lie(await newestBlock(harness))
      const { chain, ...network } = harness.profile
      const buyer = await harness.addNewcomer(token, {
        ...network,
        chain: { ...chain, otherRpcUrls: [proxy.url] },
      })
      const work = await publish(harness, harness.crash.artist, title, buyer.node)
      const bought = await buy(buyer.node, work)
      assert.ok(hasAccess(bought), `bought: ${bought.state} ${bought.code ?? ''}`)
      if (code === null) return
      await eventually(30, async () => {
        const { warnings } = await buyer.node.ask('status', {})
        assert.ok(
          warnings.some((warning) => warning.code === code),
          `${code} is said`,
        )
      })
    },
  })),
  {
    name: 'the chain address that Raiden uses stands still while the hub closes',
    async run(harness, title) {
      const proxy = await startProxy(harness)
      const { chain, ...network } = harness.profile
      const artist = await harness.addNewcomer(0n, {
        ...network,
        chain: { ...chain, rpcUrl: proxy.url, otherRpcUrls: [chain.rpcUrl] },
      })
      const tokens = await harness.tokensOf(artist.account)
      await sell(harness, artist, title)
      await harness.silence('tower-1')
      proxy.intercept = frozenAt(await newestBlock(harness))
      await harness.closeWithEmptyProof(artist.account)
      await answered(harness, artist.account)
      await harness.passSettleTimeout()
      await endedWhole(artist.node)
      proxy.intercept = async (_call, forward) => forward()
      await assertEarned(harness, artist, tokens)
    },
  },
]

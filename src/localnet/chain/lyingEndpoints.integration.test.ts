import getPort from 'get-port'
import { numberToHex } from 'viem'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createChainClock } from '../../chain/createChainClock.ts'
import { localChainId } from '../../shared/networkProfile.ts'
import { createParticipant } from '../testing/channelParticipant.ts'
import { type ChainCall, ChainProxy, type Interceptor } from '../testing/chainProxy.ts'
import { endpointsOf } from '../testing/openChannel.ts'
import { openTestChain, type TestChain } from '../testing/testChain.ts'

let testChain: TestChain
const proxies: ChainProxy[] = []

beforeAll(async () => {
  testChain = await openTestChain()
})
afterEach(async () => {
  for (const proxy of proxies.splice(0)) await proxy.stop()
})
afterAll(() => testChain?.close())

async function startEndpoint(intercept: Interceptor): Promise<ChainProxy> {
  const proxy = new ChainProxy(testChain.chain.rpcUrl, await getPort({ host: '127.0.0.1' }))
  proxy.intercept = intercept
  await proxy.start()
  proxies.push(proxy)
  return proxy
}
const answer = ({ jsonrpc, id }: ChainCall, result: unknown) => JSON.stringify({ jsonrpc, id, result })
const never = new Promise<never>(() => undefined)

test('an endpoint that hangs holds the others up once, is named, and counts again when it answers', async () => {
  let hangs = true
  const proxy = await startEndpoint(async (_call, forward) => (hangs ? never : forward()))
  const endpoints = endpointsOf([proxy.url, testChain.chain.rpcUrl])
  const ask = () => endpoints.readAll((client) => client.getChainId())
  expect(await ask()).toEqual([localChainId])
  expect(endpoints.problem).toMatchObject({
    code: 'RAIDEN_ENDPOINT_SILENT',
    message: expect.stringContaining(new URL(proxy.url).host),
  })
  const began = performance.now()
  expect(await ask()).toEqual([localChainId])
  expect(performance.now() - began, 'not for the whole timeout again').toBeLessThan(1_900)
  hangs = false
  await expect.poll(ask, { timeout: 10_000 }).toEqual([localChainId, localChainId])
  expect(endpoints.problem).toBeNull()
})

test('an endpoint of another chain is not believed, and named, while another one serves', async () => {
  const proxy = await startEndpoint(async (call, forward) =>
    call.method === 'eth_chainId' ? answer(call, '0x1') : forward(),
  )
  const endpoints = endpointsOf([proxy.url, testChain.chain.rpcUrl])
  expect(await endpoints.readAll((client) => client.getBlockNumber())).toHaveLength(1)
  expect(endpoints.problem).toMatchObject({
    code: 'RAIDEN_WRONG_CHAIN',
    message: expect.stringContaining(new URL(proxy.url).host),
  })
})

test('an endpoint that denies an account its gas does not keep it from answering', async () => {
  const { address } = await createParticipant(testChain.chain)
  const proxy = await startEndpoint(async (call, forward) =>
    call.method === 'eth_getBalance' ? answer(call, '0x0') : forward(),
  )
  const endpoints = endpointsOf([proxy.url, testChain.chain.rpcUrl])
  expect(await endpoints.gasBalance(address)).toBeGreaterThan(0n)
})

test('two endpoints that contradict each other about the time are told of, and the device bears one out', async () => {
  const days = 3n * 86_400n
  const proxy = await startEndpoint(async (call, forward) => {
    const body = await forward()
    if (call.method !== 'eth_getBlockByNumber') return body
    const { result } = JSON.parse(body) as { result: { timestamp: `0x${string}` } }
    return answer(call, { ...result, timestamp: numberToHex(BigInt(result.timestamp) + days) })
  })
  const clock = createChainClock(endpointsOf([proxy.url, testChain.chain.rpcUrl]), () => performance.now())
  await clock.start()
  try {
    await expect.poll(() => clock.contradiction?.code, { timeout: 10_000 }).toBe('CLOCK_CONTRADICTED')
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(60_000)
  } finally {
    await clock.stop()
  }
})

import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { HttpServer } from '../../http/httpServer.ts'
import { address } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { createPathFindingServer } from './pathFindingServer.ts'

const someAddress = () => address.parse(`0x${randomBytes(20).toString('hex')}`)
const tokenNetwork = someAddress()
let service: HttpServer

beforeEach(async () => {
  service = createPathFindingServer({
    port: 0,
    behindProxy: true,
    rates: {
      perAccount: { burst: 10, perSecond: 0.001 },
      perAddress: { burst: 30, perSecond: 0.001 },
      all: { burst: 100, perSecond: 0.001 },
    },
    chainId: 1,
    tokenNetworkRegistry: someAddress(),
    paymentAddress: someAddress(),
    mediationFee: toAmount(0n),
    matrixUrl: 'http://127.0.0.1:1',
    pathFinder: { findPaths: async () => [{ path: [], fee: toAmount(0n) }] },
    presence: { metadata: async () => null },
  })
  await service.start()
})
afterEach(() => service.stop())

/** Asks as a proxy passes on what comes from this address. */
async function ask(ip: string, from = someAddress()): Promise<Response> {
  return fetch(`${service.url}/api/v1/${tokenNetwork}/paths`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': ip },
    body: JSON.stringify({ from, to: someAddress(), value: '1', max_paths: 1 }),
  })
}

async function flood(times: number, ipAt: (at: number) => string, from?: ReturnType<typeof someAddress>) {
  const statuses: number[] = []
  for (let at = 0; at < times; at += 1) {
    const answer = await ask(ipAt(at), from)
    await answer.body?.cancel()
    statuses.push(answer.status)
  }
  return statuses.filter((status) => status === 200).length
}

test('many payers at one address have its share, whatever it claims of others before it', async () => {
  expect(await flood(40, (at) => `198.51.100.${at}, 203.0.113.7`)).toBe(30)
  expect((await ask('198.51.100.1')).status).toBe(200)
})

test('one payer from many addresses has five shares, and the others are answered', async () => {
  expect(await flood(90, (at) => `203.0.113.${at % 9}`, someAddress())).toBe(50)
  expect((await ask('203.0.113.1')).status).toBe(200)
})

test('an IPv6 network is one address', async () => {
  expect(await flood(40, (at) => `2001:db8:1:2::${at}`)).toBe(30)
  expect((await ask('2001:db8:1:3::1')).status).toBe(200)
})

test('all together are answered so often, and whoever is refused is told when to ask again', async () => {
  expect(await flood(110, (at) => `203.0.113.${at}`)).toBe(100)
  const refused = await ask('198.51.100.1')
  const seconds = Number(refused.headers.get('retry-after'))
  // As long as a place takes to come back, but for the seconds that the flood took.
  expect(seconds).toBeGreaterThan(900)
  expect(refused.status).toBe(429)
  expect(await refused.json()).toEqual({
    error_code: 2000,
    errors: `Too many paths are asked for from all together. Ask again in ${seconds} seconds.`,
  })
})

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { utils } from 'ethers'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import type { PaymentIntent } from '../payments.ts'
import type { RaidenNetwork } from '../raidenNetwork.ts'
import { findPath, hasPath, quoteFee } from './pathFinding.ts'

const [us, hub, seller] = ['a1', 'b2', 'c3'].map((byte) => toAddress(`0x${byte.repeat(20)}`)) as [
  PaymentIntent['target'],
  PaymentIntent['target'],
  PaymentIntent['target'],
]
const tokenNetwork = toAddress(`0x${'d4'.repeat(20)}`)
const checksummed = utils.getAddress
let server: Server
let network: RaidenNetwork
let asked: { url: string | undefined; type: string | undefined; body: unknown }[]
let status: number
let answer: string
/** What the service says of itself. */
let stated: string

beforeAll(async () => {
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const { url, method } = request
      if (method === 'GET') return void response.end(stated)
      asked.push({ url: `${method} ${url}`, type: request.headers['content-type'], body: JSON.parse(body) })
      response.writeHead(status).end(answer)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  network = { pathFindingUrl: `http://127.0.0.1:${port}`, tokenNetwork } as unknown as RaidenNetwork
  return () => server.close()
})
afterAll(() => server.closeAllConnections())
beforeEach(() => {
  asked = []
  status = 200
  stated = '{}'
  answer = paths([{ fee: '2' }])
})

/** What the service answers; a fee is written as it stands here. */
function paths(some: readonly { fee: string; path?: readonly string[]; metadata?: object }[]): string {
  const result = some.map(({ fee, path = [us, hub, seller], metadata }) => {
    const extra = metadata === undefined ? '' : `, "address_metadata": ${JSON.stringify(metadata)}`
    return `{"path": ${JSON.stringify(path)}, "estimated_fee": ${fee}${extra}}`
  })
  return `{"result": [${result.join(', ')}], "feedback_token": "x"}`
}
const find = (maximumFee = 10n) =>
  findPath(network, us, {
    target: seller,
    amount: toAmount(100n),
    maximumFee: toAmount(maximumFee),
  } as PaymentIntent)
const has = () => hasPath(network, { from: hub, to: us, amount: 100n })

test('the service is asked for a way for this much, from us to the seller', async () => {
  answer = paths([{ fee: '2', metadata: { [hub]: { user_id: 'x' } } }])
  expect(await find()).toEqual({
    hops: [us, hub, seller].map(checksummed),
    fee: 2n,
    metadata: { [hub]: { user_id: 'x' } },
  })
  expect(asked).toEqual([
    {
      url: `POST /api/v1/${checksummed(tokenNetwork)}/paths`,
      type: 'application/json',
      body: { from: checksummed(us), to: checksummed(seller), value: '100', max_paths: 3 },
    },
  ])
})

test('the cheapest way is taken, in whatever order they are said; a fee below nought is nought', async () => {
  answer = paths([{ fee: '9' }, { fee: '3' }, { fee: '5' }])
  expect((await find()).fee).toBe(3n)
  answer = paths([{ fee: '3' }, { fee: '9' }, { fee: '5' }])
  expect((await find()).fee).toBe(3n)
  answer = paths([{ fee: '-4' }])
  expect(await find()).toMatchObject({ fee: 0n, metadata: {} })
})

test('a fee is paid up to what was allowed, and never more', async () => {
  expect((await find(2n)).fee).toBe(2n)
  await expect(find(1n)).rejects.toMatchObject({
    code: 'RAIDEN_FEE_ABOVE_CAP',
    message: expect.stringMatching(/fee of 2 .*at most 1 /) as string,
  })
})

test('a fee that no number type holds is read to the last unit', async () => {
  answer = paths([{ fee: '9007199254740993' }])
  expect((await find(2n ** 64n)).fee).toBe(9_007_199_254_740_993n)
  answer = answer.replace('"estimated_fee": ', '"estimated_fee"  :')
  expect((await find(2n ** 64n)).fee).toBe(9_007_199_254_740_993n)
})

test('a way that does not begin with us and end with the seller is none', async () => {
  answer = paths([
    { fee: '0', path: [hub, seller] },
    { fee: '0', path: [us, hub] },
  ])
  await expect(find()).rejects.toMatchObject({ code: 'RAIDEN_NO_ROUTE' })
  answer = paths([
    { fee: '0', path: [hub, seller] },
    { fee: '7', path: [us, seller] },
  ])
  expect((await find()).fee).toBe(7n)
})

test('where the service knows no way, that is said with its reason', async () => {
  answer = paths([])
  await expect(find()).rejects.toMatchObject({
    code: 'RAIDEN_NO_ROUTE',
    message: expect.stringContaining('this seller. Nothing') as string,
  })
  status = 404
  answer = JSON.stringify({ error_code: 2201, errors: 'No suitable path found' })
  await expect(find()).rejects.toMatchObject({
    code: 'RAIDEN_NO_ROUTE',
    message: expect.stringContaining('(No suitable path found)') as string,
  })
  answer = '{"error_code": "x"}'
  await expect(find()).rejects.toMatchObject({ code: 'RAIDEN_NO_ROUTE' })
})

test.each([500, 503, 429])('a service that is out of order is no verdict on the way: %i', async (broken) => {
  status = broken
  await expect(find()).rejects.toMatchObject({
    code: 'RAIDEN_HUB_UNREACHABLE',
    message: expect.stringContaining(String(broken)) as string,
  })
  await expect(has()).rejects.toMatchObject({ code: 'RAIDEN_HUB_UNREACHABLE' })
})

const address = [us, seller]
test.each<[string, string]>([
  ['no JSON', 'hello'],
  ['another shape', '{"results": []}'],
  ['a way of one', paths([{ fee: '1', path: [us] }])],
  [
    'a way of very many',
    paths([{ fee: '1', path: Array.from({ length: 17 }, (_, n) => address[n % 2] ?? us) }]),
  ],
  ['no addresses', paths([{ fee: '1', path: ['0x1', '0x2'] }])],
  ['a fee that is none', paths([{ fee: '"12x"' }])],
  ['a fee that begins with something else', paths([{ fee: '"x12"' }])],
  ['very many ways', paths(Array.from({ length: 65 }, () => ({ fee: '1' })))],
])('an answer of %s makes no sense, and nothing is paid', async (_, nonsense) => {
  answer = nonsense
  await expect(find()).rejects.toMatchObject({ code: 'RAIDEN_HUB_UNREACHABLE' })
})

test('as many ways as allowed, and as many hops, are read', async () => {
  const path = [us, ...Array.from({ length: 14 }, () => hub), seller]
  answer = paths(Array.from({ length: 64 }, () => ({ fee: '1', path })))
  expect((await find()).hops).toHaveLength(16)
})

test('a service that is not there is told with its address and why', async () => {
  const gone = { ...network, pathFindingUrl: 'http://127.0.0.1:9' }
  await expect(hasPath(gone, { from: hub, to: us, amount: 1n })).rejects.toMatchObject({
    code: 'RAIDEN_HUB_UNREACHABLE',
    message: expect.stringContaining('http://127.0.0.1:9') as string,
    cause: expect.any(Error) as Error,
  })
})

test('whether there is a way is known of others, too', async () => {
  answer = paths([{ fee: '1', path: [hub, us] }])
  expect(await has()).toBe(true)
  answer = paths([])
  expect(await has()).toBe(false)
  status = 404
  expect(await has()).toBe(false)
})

const quote = () => quoteFee(network, { from: us, to: seller, amount: 100n })

test('a fee is quoted for this very payment, as it would be paid', async () => {
  answer = paths([{ fee: '9' }, { fee: '3' }])
  expect(await quote()).toBe(3n)
  expect(asked[0]?.body).toEqual({
    from: checksummed(us),
    to: checksummed(seller),
    value: '100',
    max_paths: 3,
  })
})

test('where there is no way yet, what the hub states for every payment is quoted', async () => {
  answer = paths([])
  stated = '{"mediation_fee": "7"}'
  expect(await quote()).toBe(7n)
  status = 404
  answer = '{"error_code": 2201, "errors": "too little"}'
  expect(await quote()).toBe(7n)
})

test('a hub that states nothing that makes sense quotes nothing', async () => {
  answer = paths([])
  for (const nonsense of ['{}', '[]', 'no', '{"mediation_fee": "-1"}', '{"mediation_fee": 7}']) {
    stated = nonsense
    await expect(quote()).rejects.toMatchObject({ code: 'RAIDEN_NO_ROUTE' })
  }
  status = 500
  stated = '{"mediation_fee": "7"}'
  await expect(quote()).rejects.toMatchObject({ code: 'RAIDEN_HUB_UNREACHABLE' })
})

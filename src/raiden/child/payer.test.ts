import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { utils } from 'ethers'
import { BehaviorSubject } from 'rxjs'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { secretHash, toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import type { PaymentIntent } from '../payments.ts'
import { ChildStore } from './childStore.ts'
import { Payer } from './payer.ts'
import { hasPath } from './pathFinding.ts'

type Parts = ConstructorParameters<typeof Payer>
const [own, hub, seller, token] = ['1', '2', '3', '4'].map((digit) => toAddress(`0x${digit.repeat(40)}`)) as [
  Parts[3],
  Parts[3],
  Parts[3],
  Parts[3],
]
const network = { token, tokenNetwork: token, pathFindingUrl: 'http://127.0.0.1:1' } as Parts[2]
const hops = [own, hub, seller].map((hop) => utils.getAddress(hop))
const intent: PaymentIntent = {
  secretHash: secretHash.parse(`0x${'7'.repeat(64)}`),
  target: seller,
  token,
  amount: toAmount(100n),
  paymentId: 9n,
  maximumFee: toAmount(5n),
  lockTimeoutSeconds: null,
}
let folder: string
let store: ChildStore
/** What the hub's path finding says. */
let answer: { status: number; text: string }
let capacity: bigint
let channelState: 'open' | 'closed'
let partner: Parts[3]
/** What channels with others hold. */
let otherCapacities: bigint[]
const stored = new Set<string>()
const transfer = vi.fn<(...given: unknown[]) => Promise<void>>()

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-payer-'))
  store = new ChildStore(folder)
  capacity = 105n
  channelState = 'open'
  partner = hub
  otherCapacities = []
  stored.clear()
  transfer.mockReset().mockImplementation(async () => void stored.add(`sent:${intent.secretHash}`))
  pathsCosting('5')
  vi.stubGlobal('fetch', async () => new Response(answer.text, { status: answer.status }))
})
afterEach(async () => {
  vi.unstubAllGlobals()
  store.close()
  await rm(folder, { recursive: true })
})

function pathsCosting(...fees: readonly string[]): void {
  const paths = fees.map((fee) => `{"path":${JSON.stringify(hops)},"estimated_fee":${fee}}`)
  answer = { status: 200, text: `{"result":[${paths.join()}]}` }
}

/** The payer of a node that has a channel with the hub. */
function openPayer(): Payer {
  const amount = (value: bigint) => ({ toBigInt: () => value })
  const none = amount(0n)
  const channel = {
    id: 1,
    partner: utils.getAddress(partner),
    token: utils.getAddress(token),
    state: channelState,
    ownCapacity: { toBigInt: () => capacity },
    partnerCapacity: none,
    ownDeposit: none,
    partnerDeposit: none,
    ownWithdrawable: none,
    ownLocked: none,
    partnerLocked: none,
  }
  const others = otherCapacities.map((held, index) => {
    const address = utils.getAddress(`0x${String(index + 5).repeat(40)}`)
    return { ...channel, id: index + 2, partner: address, ownCapacity: amount(held) }
  })
  const channels = Object.fromEntries([channel, ...others].map((each) => [each.partner, each]))
  const handle = {
    raiden: { transfer, channels$: new BehaviorSubject({ [utils.getAddress(token)]: channels }) },
    database: { storageKeys: stored },
    written: async () => undefined,
  }
  return new Payer(handle as unknown as Parts[0], store, network, own)
}
/** Pays while the time passes in which a hub is asked for a way. @param meanwhile in that time */
async function payPatiently(payer: Payer, meanwhile: () => Promise<unknown> = async () => undefined) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const paying = payer.pay(intent, null)
    paying.catch(() => undefined)
    await meanwhile()
    await vi.advanceTimersByTimeAsync(4_000)
    await paying
  } finally {
    vi.useRealTimers()
  }
}
const lockedPath = () => transfer.mock.lastCall?.[3]

test('what is locked is what the intent says, over the path whose fee was asked for', async () => {
  await openPayer().pay(intent, null)
  expect(transfer).toHaveBeenCalledExactlyOnceWith(utils.getAddress(token), utils.getAddress(seller), '100', {
    paymentId: '9',
    secrethash: intent.secretHash,
    paths: [{ path: hops, fee: '5', address_metadata: {} }],
  })
})

test('a tip’s secret and a lock time of one’s own are handed on', async () => {
  const secret = `0x${'5'.repeat(64)}` as NonNullable<Parameters<Payer['pay']>[1]>
  await openPayer().pay({ ...intent, lockTimeoutSeconds: 90 }, secret)
  expect(lockedPath()).toMatchObject({ secret, lockTimeout: 90 })
})

describe('a fee', () => {
  test.each([
    ['the cheapest of several', ['5', '2', '3'], '2'],
    ['as high as it may be', ['5'], '5'],
    ['none where the hub would pay for it', ['-3'], '0'],
  ])('is %s', async (_, fees, fee) => {
    pathsCosting(...fees)
    await openPayer().pay(intent, null)
    expect(lockedPath()).toMatchObject({ paths: [{ fee }] })
  })

  test.each(['6', '9007199254740993'])('above the cap is not paid: %s', async (fee) => {
    pathsCosting(fee)
    await expect(openPayer().pay(intent, null)).rejects.toMatchObject({
      code: 'RAIDEN_FEE_ABOVE_CAP',
      message: expect.stringContaining(`a fee of ${fee} base units; at most 5`) as string,
    })
    expect(transfer).not.toHaveBeenCalled()
  })
})

test('a payment without a fee may take all that the channel holds', async () => {
  capacity = 100n
  pathsCosting('0')
  await openPayer().pay(intent, null)
  expect(transfer).toHaveBeenCalledOnce()
})

test('a hub that learns of the deposit a moment later is asked again, and a payment has one lock', async () => {
  const found = answer
  answer = { status: 400, text: '{"error_code":2201,"errors":"does not hold enough"}' }
  const payer = openPayer()
  await payPatiently(payer, async () => {
    const again = payer.pay(intent, null)
    await vi.advanceTimersByTimeAsync(1_500)
    answer = found
    await vi.advanceTimersByTimeAsync(1_000)
    await again
  })
  expect(transfer).toHaveBeenCalledOnce()
})

describe('nothing is locked', () => {
  test('when the channel holds less than the payment and its fee, to the unit', async () => {
    capacity = 104n
    await expect(openPayer().pay(intent, null)).rejects.toMatchObject({
      code: 'RAIDEN_BALANCE_TOO_LOW',
      message: expect.stringContaining('holds 104 base units, the payment needs 105') as string,
    })
    expect(transfer).not.toHaveBeenCalled()
  })

  test('when no channel holds the payment, whatever way the hub knows', async () => {
    capacity = 99n
    answer = { status: 400, text: '{"error_code":2201,"errors":"none"}' }
    await expect(openPayer().pay(intent, null)).rejects.toMatchObject({
      code: 'RAIDEN_BALANCE_TOO_LOW',
      message: expect.stringContaining('holds 99 base units, the payment needs 100') as string,
    })
  })

  test.each([
    ['none of several channels', [98n, 40n], 'holds 98 base units, the payment needs 100'],
    ['none of several channels', [40n, 98n], 'holds 98 base units, the payment needs 100'],
    [
      'only another channel than that with the hub',
      [40n, 200n],
      'holds 97 base units, the payment needs 105',
    ],
  ])('when %s holds the payment (%s)', async (_, capacities, says) => {
    capacity = 97n
    otherCapacities = capacities
    await expect(openPayer().pay(intent, null)).rejects.toMatchObject({
      code: 'RAIDEN_BALANCE_TOO_LOW',
      message: expect.stringContaining(says) as string,
    })
    expect(transfer).not.toHaveBeenCalled()
  })

  test('when the channel with the first hop is not open', async () => {
    channelState = 'closed'
    await expect(openPayer().pay(intent, null)).rejects.toMatchObject({ code: 'RAIDEN_NO_ROUTE' })
    expect(transfer).not.toHaveBeenCalled()
  })

  test('when the only channel is with somebody else than the first hop', async () => {
    partner = seller
    await expect(openPayer().pay(intent, null)).rejects.toMatchObject({ code: 'RAIDEN_NO_ROUTE' })
    expect(transfer).not.toHaveBeenCalled()
  })

  test('beyond what the channel holds by two payments at once', async () => {
    transfer.mockImplementation(async () => {
      await new Promise((resolve) => setImmediate(resolve))
      capacity -= 105n
    })
    const payer = openPayer()
    const second = { ...intent, secretHash: secretHash.parse(`0x${'8'.repeat(64)}`), paymentId: 10n }
    const done = await Promise.allSettled([payer.pay(intent, null), payer.pay(second, null)])
    expect(done).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { code: 'RAIDEN_BALANCE_TOO_LOW' } },
    ])
    expect(transfer).toHaveBeenCalledOnce()
  })

  test.each([
    ['knows no way', 400, '{"error_code":2201,"errors":"none"}', 'RAIDEN_NO_ROUTE'],
    ['leads elsewhere', 200, JSON.stringify({ result: [wayTo(hub)] }), 'RAIDEN_NO_ROUTE'],
    ['begins elsewhere', 200, JSON.stringify({ result: [wayFrom(hub)] }), 'RAIDEN_NO_ROUTE'],
    ['fails', 500, '{}', 'RAIDEN_HUB_UNREACHABLE'],
    ['is asked too often', 429, '{"error_code":2000}', 'RAIDEN_HUB_UNREACHABLE'],
    ['makes no sense', 200, '{"result":7}', 'RAIDEN_HUB_UNREACHABLE'],
    [
      'names no addresses',
      200,
      '{"result":[{"path":["me","you"],"estimated_fee":1}]}',
      'RAIDEN_HUB_UNREACHABLE',
    ],
    ['is no JSON', 200, '<html>', 'RAIDEN_HUB_UNREACHABLE'],
  ])('when the hub’s path finding %s', async (_, status, text, code) => {
    answer = { status, text }
    await expect(payPatiently(openPayer())).rejects.toMatchObject({ code })
    const wanted = { from: own, to: seller, amount: 100n }
    const known = await hasPath(network, wanted).catch((error: { readonly code: string }) => error.code)
    expect(known).toBe(code === 'RAIDEN_NO_ROUTE' ? false : code)
    expect(transfer).not.toHaveBeenCalled()
  })

  test('for a hash that belongs to other terms', async () => {
    const payer = openPayer()
    await payer.pay(intent, null)
    for (const other of [{ amount: toAmount(1n) }, { target: hub }, { paymentId: 10n }]) {
      await expect(payer.pay({ ...intent, ...other }, null)).rejects.toMatchObject({
        code: 'RAIDEN_HASH_MISMATCH',
      })
    }
    expect(transfer).toHaveBeenCalledOnce()
  })
})

describe('a secret hash is paid once', () => {
  test('when it is asked for again, at once and after a restart', async () => {
    const payer = openPayer()
    await Promise.all([payer.pay(intent, null), payer.pay(intent, null)])
    await payer.pay(intent, null)
    await openPayer().pay(intent, null)
    expect(transfer).toHaveBeenCalledOnce()
  })

  test('and after a failure before its lock, when it is asked for again', async () => {
    const payer = openPayer()
    transfer.mockRejectedValueOnce(new Error('something passing'))
    await expect(payer.pay(intent, null)).rejects.toMatchObject({ code: 'RAIDEN_FAILED' })
    await payer.pay(intent, null)
    expect(transfer).toHaveBeenCalledTimes(2)
  })

  test('when raiden-ts says that it failed although its lock is stored', async () => {
    transfer.mockImplementation(async () => {
      stored.add(`sent:${intent.secretHash}`)
      throw new Error('expired')
    })
    await expect(openPayer().pay(intent, null)).resolves.toBeUndefined()
  })
})

test.each([
  ['expiration too soon', 'RAIDEN_LOCK_TIMEOUT'],
  ['something else', 'RAIDEN_FAILED'],
])('a lock that raiden-ts refuses (%s) says why', async (message, code) => {
  const cause = new Error(message)
  transfer.mockRejectedValue(cause)
  await expect(openPayer().pay(intent, null)).rejects.toMatchObject({ code, cause })
})

function wayTo(end: Parts[3]) {
  return { path: [own, hub, end], estimated_fee: 1 }
}
function wayFrom(start: Parts[3]) {
  return { path: [start, hub, seller], estimated_fee: 1 }
}

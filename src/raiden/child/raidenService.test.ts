import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { utils } from 'ethers'
import { config } from 'rxjs'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { secret, secretHash } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { RaidenHandle } from './raidenHandle.ts'
import { openRaidenService } from './raidenService.ts'
import type { RaidenChannel } from './raidenTypes.ts'
import {
  big,
  chainTime,
  channel,
  createFakeRaiden,
  type FakeRaiden,
  hub,
  networkOf,
  other,
  token,
  tokenNetwork,
  transaction,
  untouched,
  us,
} from './testing/fakeRaiden.ts'

type Start = Parameters<typeof openRaidenService>[0]
type Service = Awaited<ReturnType<typeof openRaidenService>>

const checksummed = utils.getAddress
const hash = secretHash.parse(`0x${'a'.repeat(64)}`)
type Address = typeof us

let folder: string
let pathFindingUrl: string
/** Whom the path-finding service knows a way from, and what it was asked. */
let reachable: readonly Address[]
let searches: unknown[]

beforeAll(async () => {
  const server = createServer((request, response) => {
    void json(request).then((asked) => {
      searches.push(asked)
      const { from, to } = asked as { readonly from: string; readonly to: string }
      const isKnown = reachable.some((address) => checksummed(address) === from)
      response.end(JSON.stringify({ result: isKnown ? [{ path: [from, to], estimated_fee: 0 }] : [] }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  pathFindingUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return () => {
    server.closeAllConnections()
    server.close()
  }
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-raiden-'))
  reachable = [hub]
  searches = []
  const deviceNow = Date.now
  return async () => {
    Date.now = deviceNow
    vi.useRealTimers()
    await rm(folder, { recursive: true })
  }
})

const startWith = (change: Partial<Start> = {}): Start => ({
  privateKey: `0x${'5'.repeat(64)}` as Start['privateKey'],
  dataFolder: folder,
  network: networkOf(pathFindingUrl),
  mediationFee: null,
  chainTime,
  ...change,
})

const create = (fake: FakeRaiden) => async (start: Start) => new RaidenHandle(fake as never, start.network)
const open = (made: Parameters<typeof openRaidenService>[2]) =>
  openRaidenService(startWith(), () => undefined, made)

/** Serves, and ends it after `run`. */
async function serving(
  run: (parts: {
    service: Service
    handlers: Service['handlers']
    fake: FakeRaiden
    say: (state: string) => void
    emitted: (name: string) => unknown[]
  }) => Promise<void>,
  change: Partial<Start> = {},
): Promise<void> {
  const { fake, say } = createFakeRaiden()
  const events: [string, unknown][] = []
  const service = await openRaidenService(
    startWith(change),
    (name, payload) => void events.push([name, payload]),
    create(fake),
  )
  const emitted = (name: string) => events.filter(([each]) => each === name).map(([, payload]) => payload)
  try {
    await run({ service, handlers: service.handlers, fake, say, emitted })
  } finally {
    await service.stop()
  }
}

describe('it does not begin', () => {
  test('on another chain than the network’s', async () => {
    const { fake } = createFakeRaiden()
    fake.network.chainId = 8
    await expect(open(create(fake))).rejects.toMatchObject({
      code: 'RAIDEN_WRONG_CHAIN',
      message: expect.stringContaining('http://chain.example serves chain 8') as string,
    })
    expect(fake.start).not.toHaveBeenCalled()
  })

  test('with channels in another token network than the profile names', async () => {
    const { fake } = createFakeRaiden()
    fake.monitorToken.mockResolvedValue(checksummed(other))
    await expect(open(create(fake))).rejects.toMatchObject({
      code: 'NETWORK_CONTRACTS_WRONG',
      message: expect.stringContaining(other) as string,
    })
    expect(fake.monitorToken).toHaveBeenCalledExactlyOnceWith(checksummed(token))
  })

  test('on a chain that has lost blocks', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] })
    const { fake } = createFakeRaiden()
    fake.provider.getBlockNumber = async () => 5
    const opening = open(create(fake))
    opening.catch(() => undefined)
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1))
    await vi.advanceTimersByTimeAsync(5_000)
    await expect(opening).rejects.toMatchObject({ code: 'RAIDEN_CHAIN_WENT_BACK' })
    expect(fake.start).not.toHaveBeenCalled()
  })

  test.each([
    ['could not detect network (event="noNetwork")', 'RAIDEN_CHAIN_UNREACHABLE', 'http://chain.example'],
    ['something else', 'RAIDEN_FAILED', 'Opening the Raiden node failed: something else'],
  ])('where raiden-ts can’t be made: %s', async (reason, code, told) => {
    const cause = new Error(reason)
    await expect(open(() => Promise.reject(cause))).rejects.toMatchObject({
      code,
      cause,
      message: expect.stringContaining(told) as string,
    })
  })

  test('where what is thrown is no error, and only reads like one', async () => {
    const thrown = { message: 'could not detect network' }
    const failing = vi.fn<() => Promise<RaidenHandle>>().mockRejectedValue(thrown)
    await expect(open(failing)).rejects.toMatchObject({ code: 'RAIDEN_FAILED', cause: thrown })
  })

  test('where raiden-ts can’t be started', async () => {
    const { fake } = createFakeRaiden()
    fake.start.mockRejectedValue(new Error('broken'))
    await expect(open(create(fake))).rejects.toMatchObject({
      message: 'Starting the Raiden node failed: broken',
    })
  })
})

test('it says who it is and what it has seen, and polls the chain as the network wishes', async () => {
  await serving(async ({ service, handlers, fake }) => {
    const number = chainTime / 1_000
    expect(service.ready).toEqual({ address: us, block: number })
    expect(fake.provider.pollingInterval).toBe(1_000)
    await expect.poll(() => handlers.status(null)).toMatchObject({ address: us, block: { number } })
    expect(await handlers.balances(null)).toEqual({ token: 70n, gasWei: 8n })
  })
})

describe('an amount can be received', () => {
  const known = (fake: FakeRaiden, ...channels: RaidenChannel[]) =>
    fake.channels$.next({
      [checksummed(token)]: Object.fromEntries(channels.map((each) => [each.partner, each])),
    })
  const canReceive = (handlers: Service['handlers'], amount: bigint) =>
    handlers.canReceive({ amount: toAmount(amount) })

  test('up to what the partner can pay in an open channel, where there is a way from it', async () => {
    await serving(async ({ handlers, fake }) => {
      expect(await canReceive(handlers, 1n)).toBe(false)
      known(fake, channel(hub), channel(other, { state: 'closed', partnerCapacity: big(99n) }))
      expect(await canReceive(handlers, 10n)).toBe(true)
      expect(searches).toEqual([{ from: checksummed(hub), to: checksummed(us), value: '10', max_paths: 3 }])
      expect(await canReceive(handlers, 11n)).toBe(false)
      expect(searches).toHaveLength(1)
      reachable = []
      expect(await canReceive(handlers, 10n)).toBe(false)
    })
  })

  test('by one of several channels', async () => {
    await serving(async ({ handlers, fake }) => {
      known(fake, channel(other), channel(hub))
      expect(await canReceive(handlers, 10n)).toBe(true)
      expect(searches).toHaveLength(2)
    })
  })
})

describe('what it is asked', () => {
  const both = { partner: hub, amount: toAmount(4n) }
  const addresses = [checksummed(token), checksummed(hub)]

  test('about channels is done with the partner and the amount named', async () => {
    await serving(async ({ handlers, fake }) => {
      const done = { transaction }
      expect(await handlers.openChannel(both)).toEqual(done)
      expect(fake.openChannel).toHaveBeenCalledExactlyOnceWith(...addresses, { deposit: '4' })
      expect(await handlers.deposit(both)).toEqual(done)
      expect(await handlers.depositUpTo(both)).toBeNull()
      expect(fake.depositChannel.mock.calls).toEqual([
        [...addresses, '4'],
        [...addresses, '4'],
      ])
      expect(await handlers.withdraw(both)).toEqual(done)
      expect(fake.withdrawChannel).toHaveBeenCalledExactlyOnceWith(...addresses, '4')
      expect(await handlers.closeChannel({ partner: hub })).toEqual(done)
      expect(fake.closeChannel).toHaveBeenCalledExactlyOnceWith(...addresses)
      expect(await handlers.settleChannel({ partner: hub })).toEqual(done)
      expect(fake.settleChannel).toHaveBeenCalledExactlyOnceWith(...addresses)
      expect(await handlers.settledShare({ partner: hub, channel: null })).toBeNull()
      const key = `${checksummed(tokenNetwork)}@${checksummed(hub)}`
      fake.state.oldChannels[key] = untouched()
      expect(await handlers.settledShare({ partner: hub, channel: 1 })).toMatchObject({ returned: 3n })
      expect(await handlers.settledShare({ partner: hub, channel: 2 })).toBeNull()
      expect(await handlers.channels(null)).toEqual([])
      fake.channels$.next({ [checksummed(token)]: { [checksummed(hub)]: channel(hub) } })
      expect(await handlers.channels(null)).toMatchObject([{ partner: hub, partnerCapacity: 10n }])
    })
  })

  test('about proofs is answered from the channels', async () => {
    await serving(async ({ handlers, fake }) => {
      expect(await handlers.proofs({ partner: hub })).toBeNull()
      fake.state.channels[`${checksummed(tokenNetwork)}@${checksummed(hub)}`] = untouched()
      const proofs = { channel: 1, partnerAddress: hub, own: null, partner: null }
      expect(await handlers.proofs({ partner: hub })).toMatchObject(proofs)
      expect(await handlers.allProofs(null)).toMatchObject([proofs])
    })
  })

  test('about payments is answered by what the database holds', async () => {
    await serving(async ({ handlers, fake }) => {
      const wanted = { secretHash: hash, direction: 'received' } as const
      expect(await handlers.lookup(wanted)).toEqual({ state: 'unknown' })
      const { db } = fake.deps
      db.storageKeys.add(`received:${hash}`)
      db.get.mockResolvedValue({
        direction: 'received',
        secrethash: hash,
        expiration: 5,
        fee: '0',
        partner: hub,
        transfer: {
          ts: 5,
          token,
          payment_identifier: '7',
          initiator: other,
          target: us,
          lock: { amount: '12' },
        },
      })
      expect(await handlers.lookup(wanted)).toMatchObject({ state: 'pending', amount: 12n, target: us })
      expect(await handlers.incomingPending(null)).toEqual([])
      expect(await handlers.outcomesAfter({ cursor: 0, limit: 1 })).toEqual([])
      const wrong = secret.parse(`0x${'6'.repeat(64)}`)
      await expect(handlers.release({ secretHash: hash, secret: wrong })).rejects.toMatchObject({
        code: 'RAIDEN_SECRET_WRONG',
      })
      const intent = { token: other } as Parameters<Service['handlers']['pay']>[0]['intent']
      await expect(handlers.pay({ intent, secret: null })).rejects.toMatchObject({
        code: 'RAIDEN_TOKEN_UNKNOWN',
      })
    })
  })

  test('to wake asks the chain anew', async () => {
    await serving(async ({ handlers, fake }) => {
      expect(await handlers.wake(null)).toBeNull()
      expect(fake.provider.poll).toHaveBeenCalledOnce()
    })
  })
})

describe('the whole process goes', () => {
  test('by the chain’s time, from the start and as it is told later', async () => {
    await serving(async ({ handlers }) => {
      expect(Math.abs(Date.now() - chainTime)).toBeLessThan(60_000)
      expect(await handlers.setChainTime({ time: chainTime + 3_600_000 })).toBeNull()
      expect(Math.abs(Date.now() - chainTime - 3_600_000)).toBeLessThan(60_000)
    })
  })

  test('by the device’s where that is right', async () => {
    const deviceNow = Date.now
    await serving(async () => expect(Date.now).toBe(deviceNow), { chainTime: null })
  })
})

describe('it tells', () => {
  test('each block, and the channels', async () => {
    await serving(async ({ fake, emitted }) => {
      await expect.poll(() => emitted('block')).toMatchObject([{ number: chainTime / 1_000 }])
      fake.channels$.next({ [checksummed(token)]: { [checksummed(hub)]: channel(hub) } })
      expect(emitted('channelsChanged')).toMatchObject([[], [{ partner: hub }]])
    })
  })

  test.each([
    [null, 1],
    [toAmount(2n), 0],
  ])('what was signed, where it mediates nothing (fee: %s)', async (mediationFee, times) => {
    await serving(
      async ({ fake, emitted }) => {
        const channels = { [`${checksummed(tokenNetwork)}@${checksummed(hub)}`]: untouched() }
        fake.state$.next({ ...fake.state, channels })
        fake.state$.next({ ...fake.state, channels, blockNumber: fake.state.blockNumber + 1 })
        await expect.poll(() => emitted('block')).toHaveLength(2)
        expect(emitted('proofsChanged')).toHaveLength(times)
      },
      { mediationFee },
    )
  })

  test('each change of its health, once', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
    await serving(async ({ handlers, say, emitted }) => {
      await expect.poll(() => emitted('block')).toHaveLength(1)
      expect((await handlers.status(null)).health).toEqual({ chain: true, hub: false })
      const health = () => emitted('health')
      say('SYNCING')
      say('SYNCING')
      expect(health()).toEqual([{ chain: true, hub: true }])
      say('ERROR')
      say('SYNCING')
      expect(health()).toHaveLength(3)
      await vi.advanceTimersByTimeAsync(58_000)
      expect(health()).toHaveLength(3)
      await vi.advanceTimersByTimeAsync(4_000)
      expect(health().slice(3)).toEqual([{ chain: false, hub: true }])
      expect((await handlers.status(null)).health).toEqual({ chain: false, hub: true })
    })
  })

  test('that a chain whose newest block is a minute old is gone', async () => {
    await serving(async ({ handlers, fake, emitted }) => {
      fake.provider.getBlock = async (number) => ({
        number,
        hash: '0x',
        timestamp: number - 61,
        transactions: [],
      })
      fake.state$.next({ ...fake.state, blockNumber: fake.state.blockNumber + 1 })
      await expect.poll(() => emitted('block')).toHaveLength(2)
      expect((await handlers.status(null)).health.chain).toBe(false)
    })
  })
})

describe('the end', () => {
  test('is asked for: everything is closed', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const watched: { fake?: FakeRaiden; handlers?: Service['handlers'] } = {}
    await serving(async ({ fake, handlers }) => void Object.assign(watched, { fake, handlers }))
    const { fake, handlers } = watched
    expect(fake?.stop).toHaveBeenCalledOnce()
    expect(vi.getTimerCount()).toBe(0)
    await expect(handlers?.outcomesAfter({ cursor: 0, limit: 1 })).rejects.toThrow('not open')
  })

  test('of raiden-ts by itself ends the process; one that is asked for does not', async () => {
    const uncaught: unknown[] = []
    config.onUnhandledError = (error) => void uncaught.push(error)
    try {
      const ended: { fake?: FakeRaiden } = {}
      await serving(async ({ fake }) => void (ended.fake = fake))
      ended.fake?.state$.complete()
      await new Promise((resolve) => setTimeout(resolve))
      expect(uncaught).toEqual([])
      await serving(async ({ fake }) => {
        fake.state$.complete()
        await expect.poll(() => uncaught).toEqual([new Error('raiden-ts has stopped by itself.')])
      })
    } finally {
      config.onUnhandledError = null
    }
  })
})

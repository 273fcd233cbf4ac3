import { getEventListeners } from 'node:events'
import fc from 'fast-check'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Channel } from '../../raiden/raidenContract.ts'
import { BuskerError } from '../../shared/errors.ts'
import { toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { HubConnector, type HubConnectorOptions } from './hubConnector.ts'

const hubAddress = toAddress(`0x${'3'.repeat(40)}`)
const never = new AbortController().signal
const crash = new BuskerError('PROCESS_CRASHED', 'The Raiden node ended.')

/** Chain, hub and Raiden in memory; dies before or after what it is told to. */
class ConnectionHarness {
  tokens = 0n
  gas = 0n
  faucetCalls = 0
  /** What one turn at the faucet gives; null: there is none. */
  faucetAmount: bigint | null = 100n
  channel: { ownDeposit: bigint } | null = null
  opened = 0
  isSeenAtOnce = true
  deposits = 0
  /** Null: whatever is asked of it succeeds. */
  killPoint: string | null = null
  readonly changes = new Set<() => void>()

  readonly raiden = {
    balances: async () => ({ token: toAmount(this.tokens), gasWei: toAmount(this.gas) }),
    channels: async () => (this.channel !== null && this.isSeenAtOnce ? [this.#view(this.channel)] : []),
    deposit: async (_partner: unknown, amount: bigint) => {
      this.#crashIfAt('before deposit')
      if (amount > this.tokens) throw new BuskerError('RAIDEN_BALANCE_TOO_LOW', 'Too little.')
      this.tokens -= amount
      this.deposits += 1
      if (this.channel !== null) this.channel.ownDeposit += amount
      this.#crashIfAt('after deposit')
      return `0x${'0'.repeat(64)}` as never
    },
    openChannel: async (): Promise<never> => {
      throw new Error('The hub opens channels here.')
    },
    onReady: (listener: () => void) => this.#on(listener),
    onChannels: (listener: (channels: Channel[]) => void) => this.#on(() => listener([])),
  }
  readonly hub = {
    raidenAddress: hubAddress,
    faucet: async () => {
      this.#crashIfAt('before faucet')
      if (this.faucetAmount === null) throw new BuskerError('HUB_NO_FAUCET', 'There is none.')
      this.faucetCalls += 1
      this.tokens += this.faucetAmount
      this.gas += 10n ** 18n
      this.#crashIfAt('after faucet')
    },
    openChannel: async () => {
      this.#crashIfAt('before open')
      if (this.channel === null) this.opened += 1
      this.channel ??= { ownDeposit: 0n }
      this.#crashIfAt('after open')
    },
  }

  change(): void {
    for (const listener of this.changes) listener()
  }

  #crashIfAt(at: string): void {
    if (this.killPoint !== at) return
    this.killPoint = null
    throw crash
  }

  #on(listener: () => void): () => void {
    this.changes.add(listener)
    return () => this.changes.delete(listener)
  }

  #view({ ownDeposit }: { ownDeposit: bigint }): Channel {
    return { partner: hubAddress, state: 'open', ownDeposit: toAmount(ownDeposit) } as Channel
  }
}

let store: Store
let harness: ConnectionHarness
const open = async (options: Pick<HubConnectorOptions, 'onChange' | 'onUnreported'> = {}) => {
  const connecting = new HubConnector({
    store,
    raiden: harness.raiden,
    hub: harness.hub,
    gasForChannel: async () => toAmount(10n ** 16n),
    ...options,
  })
  await connecting.start()
  return connecting
}

beforeEach(() => {
  store = openStore(':memory:')
  harness = new ConnectionHarness()
})

test('a request is carried out: faucet, channel, deposit', async () => {
  const connecting = await open()
  connecting.request(toAmount(20n))
  const steps: string[] = []
  await connecting.whenConnected(never, (step) => steps.push(step))
  expect(steps).toEqual(['faucet', 'channel', 'deposit'])
  expect(harness).toMatchObject({
    faucetCalls: 1,
    opened: 1,
    deposits: 1,
    channel: { ownDeposit: 20n },
    tokens: 80n,
  })
  await connecting.stop()
})

test('a request that nobody waits for goes on, also when the node ends in the middle of it', async () => {
  const first = await open()
  harness.isSeenAtOnce = false
  first.request(toAmount(20n))
  const leaving = new AbortController()
  const waiting = first.whenConnected(leaving.signal, () => undefined)
  await vi.waitFor(() => expect(first.current?.state).toBe('opening'))
  leaving.abort()
  await expect(waiting).rejects.toMatchObject({ code: 'CONTROL_CANCELLED' })
  await first.stop()

  harness.isSeenAtOnce = true
  const second = await open()
  await second.whenConnected(never, () => undefined)
  expect(harness).toMatchObject({ faucetCalls: 1, opened: 1, deposits: 1, channel: { ownDeposit: 20n } })
  await second.stop()
})

test('a channel the hub has opened is taken up when this node sees it on the chain', async () => {
  harness.isSeenAtOnce = false
  const connecting = await open()
  connecting.request(toAmount(0n))
  await vi.waitFor(() => expect(harness.opened).toBe(1))
  harness.isSeenAtOnce = true
  harness.change()
  await connecting.whenConnected(never, () => undefined)
  expect(harness.deposits).toBe(0)
  await connecting.stop()
})

test('what only a person can help with ends the request and says so; a new request begins anew', async () => {
  harness.faucetAmount = null
  harness.gas = 10n ** 18n
  const connecting = await open()
  connecting.request(toAmount(20n))
  await expect(connecting.whenConnected(never, () => undefined)).rejects.toMatchObject({
    code: 'WALLET_TOKENS_MISSING',
  })
  expect([connecting.isUnderWay, connecting.current?.state]).toEqual([false, 'refused'])
  harness.tokens = 20n
  connecting.request(toAmount(20n))
  await connecting.whenConnected(never, () => undefined)
  expect(harness.channel).toEqual({ ownDeposit: 20n })
  await connecting.stop()
})

test('what passes is told to whoever waits, and tried again by itself', async () => {
  harness.killPoint = 'before faucet'
  const connecting = await open()
  connecting.request(toAmount(20n))
  await expect(connecting.whenConnected(never, () => undefined)).rejects.toMatchObject({
    code: 'PROCESS_CRASHED',
  })
  expect([connecting.isUnderWay, connecting.current?.code]).toEqual([true, 'PROCESS_CRASHED'])
  connecting.wake()
  await vi.waitFor(() => expect(connecting.current).toMatchObject({ state: 'connected', code: null }))
  await connecting.stop()
})

test('a request that is taken back is not carried out', async () => {
  harness.isSeenAtOnce = false
  const connecting = await open()
  connecting.request(toAmount(20n))
  await vi.waitFor(() => expect(connecting.current?.state).toBe('opening'))
  connecting.cancel()
  harness.isSeenAtOnce = true
  harness.change()
  await connecting.stop()
  const again = await open()
  expect([again.isUnderWay, harness.deposits]).toEqual([false, 0])
  await again.stop()
})

test('who waits is told each step once, however often it is requested, and nothing more afterwards', async () => {
  harness.isSeenAtOnce = false
  const connecting = await open()
  const steps: string[] = []
  const leaving = new AbortController()
  connecting.request(toAmount(20n))
  const waiting = connecting.whenConnected(leaving.signal, (step) => steps.push(step))
  connecting.request(toAmount(30n))
  await vi.waitFor(() => expect(harness.opened).toBe(1))
  harness.isSeenAtOnce = true
  harness.change()
  await waiting
  expect(getEventListeners(leaving.signal, 'abort')).toEqual([])
  connecting.request(toAmount(40n))
  await connecting.whenConnected(never, () => undefined)
  expect(steps).toEqual(['faucet', 'channel', 'deposit'])
  await connecting.stop()
})

test('while nothing is requested there is nothing to wait for, nor to take back', async () => {
  const connecting = await open()
  connecting.cancel()
  expect([connecting.isUnderWay, connecting.current]).toEqual([false, undefined])
  await expect(connecting.whenConnected(never, () => undefined)).rejects.toMatchObject({
    code: 'CONTROL_CANCELLED',
  })
  await connecting.stop()
})

test('who has left before waiting does not wait; the request goes on', async () => {
  const connecting = await open()
  connecting.request(toAmount(20n))
  await expect(connecting.whenConnected(AbortSignal.abort(), () => undefined)).rejects.toMatchObject({
    code: 'CONTROL_CANCELLED',
  })
  await connecting.whenConnected(never, () => undefined)
  await connecting.stop()
})

test('who waits for a request that is taken back is told, and its problem is forgotten', async () => {
  harness.isSeenAtOnce = false
  const connecting = await open()
  connecting.request(toAmount(20n))
  const waiting = connecting.whenConnected(never, () => undefined)
  await vi.waitFor(() => expect(harness.opened).toBe(1))
  connecting.cancel()
  await expect(waiting).rejects.toMatchObject({ code: 'CONTROL_CANCELLED' })
  harness.killPoint = 'before faucet'
  connecting.request(toAmount(200n))
  await vi.waitFor(() => expect(connecting.current?.code).toBe('PROCESS_CRASHED'))
  connecting.cancel()
  expect(connecting.current).toMatchObject({ state: 'stopped', code: null, message: null })
  await connecting.stop()
})

test('a problem that goes on is told once; one that cannot be written down is handed on', async () => {
  const changes: (string | null | undefined)[] = []
  const unreported: unknown[] = []
  const connecting: HubConnector = await open({
    onChange: () => changes.push(connecting.current?.code),
    onUnreported: (error) => unreported.push(error),
  })
  const crashAgain = async () => {
    harness.killPoint = 'before faucet'
    connecting.wake()
    await vi.waitFor(() => expect(harness.killPoint).toBeNull())
    await new Promise((resolve) => setImmediate(resolve))
  }
  harness.killPoint = 'before faucet'
  connecting.request(toAmount(20n))
  await expect(connecting.whenConnected(never, () => undefined)).rejects.toThrow('The Raiden node ended.')
  await crashAgain()
  expect(changes).toEqual([null, 'PROCESS_CRASHED'])
  store.exec('UPDATE connection_requests SET code = NULL; PRAGMA query_only = ON')
  await crashAgain()
  expect(unreported).toMatchObject([{ message: expect.stringMatching(/readonly/) }])
  store.exec('PRAGMA query_only = OFF')
  await connecting.stop()
})

test('a connector starts once, and follows nothing after its stop', async () => {
  const connecting = await open()
  await connecting.start()
  expect(harness.changes.size).toBe(2)
  await connecting.stop()
  expect(harness.changes.size).toBe(0)
})

test('wherever it is interrupted, and whatever is requested meanwhile, the newest request comes true and nothing twice', async () => {
  const amounts = fc.bigInt({ min: 0n, max: 90n })
  const step = fc.oneof(
    fc.record({ deposit: amounts }),
    fc.constantFrom(
      'before faucet',
      'after faucet',
      'before open',
      'after open',
      'before deposit',
      'after deposit',
      'restart',
      'look',
    ),
  )
  await fc.assert(
    fc.asyncProperty(amounts, fc.array(step, { maxLength: 20 }), async (first, steps) => {
      store = openStore(':memory:')
      harness = new ConnectionHarness()
      let connecting = await open()
      connecting.request(toAmount(first))
      let [newest, most] = [first, first]
      for (const each of steps) {
        if (typeof each !== 'string') {
          connecting.request(toAmount(each.deposit))
          newest = each.deposit
          most = each.deposit > most ? each.deposit : most
        } else if (each === 'restart') {
          await connecting.stop()
          connecting = await open()
        } else if (each === 'look') {
          connecting.wake()
          await new Promise((resolve) => setImmediate(resolve))
        } else harness.killPoint = each
      }
      harness.killPoint = null
      await connecting.stop()
      connecting = await open()
      await vi.waitFor(() => expect(connecting.current?.state).toBe('connected'))
      expect(harness).toMatchObject({ opened: 1, faucetCalls: 1 })
      expect(harness.channel?.ownDeposit).toBeGreaterThanOrEqual(newest)
      expect(harness.channel?.ownDeposit).toBeLessThanOrEqual(most)
      await connecting.stop()
    }),
    { numRuns: 60 },
  )
})

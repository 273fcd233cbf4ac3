import { BehaviorSubject, NEVER, of, ReplaySubject } from 'rxjs'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { secret as secretSchema, secretHash } from '../../shared/ids.ts'
import { channelsOf, RaidenHandle } from './raidenHandle.ts'

const hash = secretHash.parse(`0x${'a'.repeat(64)}`)
const address = `0x${'1'.repeat(40)}`
const confirmations = 5
const expiration = 1_000
/** The chain: a block each ten seconds, and the block in which the secret was registered. */
let newest: number
let registeredIn: number | null
/** What raiden-ts's database holds; its writes are under way while `busy$` says so. */
let documents: Map<string, unknown>
let busy$: BehaviorSubject<boolean>
let matrix$: ReplaySubject<object>
const dispatch = vi.fn<(action: unknown) => void>()
const poll = vi.fn<() => Promise<void>>()

const timeOf = (block: number) => block * 10

beforeEach(() => {
  registeredIn = null
  newest = 0
  documents = new Map()
  busy$ = new BehaviorSubject(false)
  matrix$ = new ReplaySubject(1)
  dispatch.mockReset()
  poll.mockReset().mockResolvedValue()
})
afterEach(() => void vi.useRealTimers())

function open(changes: object = {}) {
  const database = {
    busy$,
    storageKeys: new Set(documents.keys()),
    get: async (key: string) => {
      const found = documents.get(key)
      if (found instanceof Error) throw found
      return found
    },
    allDocs: async () => ({ rows: [] }),
    bulkDocs: async () => [{ ok: true }],
  }
  const getSecretRevealBlockTime = async (_hash: string, { blockTag }: { readonly blockTag: number }) => {
    const time = registeredIn !== null && registeredIn <= blockTag ? timeOf(registeredIn) : 0
    return { toNumber: () => time }
  }
  const raiden = {
    address,
    provider: {
      pollingInterval: 3_000,
      poll,
      send: async () => [],
      getBlockNumber: async () => newest,
      getBlock: async (number: number): Promise<object | null> => ({ timestamp: timeOf(number) }),
      getTransactionCount: async () => 0,
    },
    state: { blockNumber: 0, transfers: {} },
    state$: NEVER,
    store: { dispatch },
    deps: { db: database, matrix$, secretRegistryContract: { getSecretRevealBlockTime } },
    start: vi.fn<() => Promise<void>>().mockResolvedValue(),
    stop: vi.fn<() => Promise<void>>().mockResolvedValue(),
    ...changes,
  }
  const network = {
    confirmationBlocks: confirmations,
    settleTimeoutSeconds: 500,
    tokenNetwork: address,
    contracts: { SecretRegistry: { address } },
  }
  return { handle: new RaidenHandle(raiden as never, network as never), raiden, database }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))

test('a registration of a secret counts once blocks have followed it, and none does only once no block can show one', async () => {
  const { handle } = open()
  registeredIn = 98
  newest = 102
  expect(await handle.registeredAt(hash, expiration), 'not confirmed').toBeUndefined()
  newest = 103
  expect(await handle.registeredAt(hash, expiration)).toBe(980)
  registeredIn = null
  newest = 104
  expect(
    await handle.registeredAt(hash, expiration),
    'a registration in time may be confirmed yet',
  ).toBeUndefined()
  newest = 105
  expect(await handle.registeredAt(hash, expiration)).toBeNull()
})

test('of a block that the chain does not know nothing is concluded, and none is asked for before the first', async () => {
  const { handle, raiden } = open()
  const getBlock = vi.spyOn(raiden.provider, 'getBlock')
  newest = 3
  expect(await handle.registeredAt(hash, -1)).toBeNull()
  expect(getBlock).toHaveBeenLastCalledWith(0)
  getBlock.mockResolvedValue(null)
  expect(await handle.registeredAt(hash, -1)).toBeUndefined()
})

describe('a stored transfer', () => {
  const key = `received:${hash}`
  const number = { type: 'BigNumber', hex: '0x0c' }
  const document = {
    direction: 'received',
    secrethash: hash,
    expiration: 1_000,
    fee: number,
    partner: address,
    transfer: {
      ts: 5,
      token: address,
      payment_identifier: '7',
      initiator: address,
      target: address,
      lock: { amount: number },
    },
  }

  test('is read from the database, by its hash and direction', async () => {
    documents.set(key, document)
    const { handle } = open()
    expect(await handle.storedTransfer(hash, 'received')).toMatchObject({ secrethash: hash, fee: 12n })
    expect(await handle.storedTransfer(hash, 'sent')).toBeNull()
  })

  test('that is merely in memory is none yet; any other failure is told', async () => {
    documents.set(key, Object.assign(new Error('missing'), { status: 404 }))
    expect(await open().handle.storedTransfer(hash, 'received')).toBeNull()
    documents.set(key, Object.assign(new Error('broken'), { status: 500 }))
    await expect(open().handle.storedTransfer(hash, 'received')).rejects.toThrow('broken')
    const { handle, database } = open()
    const asked = vi.spyOn(database, 'get')
    await handle.storedTransfer(hash, 'sent')
    expect(asked).not.toHaveBeenCalled()
  })
})

test('a secret is given to the received transfer of its hash', () => {
  const secret = secretSchema.parse(`0x${'5'.repeat(64)}`)
  open().handle.reveal(hash, secret)
  expect(dispatch).toHaveBeenCalledExactlyOnceWith({
    type: 'transfer/secret',
    payload: { secret },
    meta: { secrethash: hash, direction: 'received' },
  })
})

test('no message leaves before the state that it speaks of is written', async () => {
  const sent: unknown[][] = []
  const matrix = {
    async sendToDevice(...given: unknown[]) {
      sent.push([this === matrix, ...given])
      return 'sent'
    },
  }
  matrix$.next(matrix)
  open()
  busy$.next(true)
  const sending = matrix.sendToDevice('m.room.message', { lock: 1 })
  await settled()
  expect(sent).toEqual([])
  busy$.next(false)
  expect(await sending).toBe('sent')
  expect(sent).toEqual([[true, 'm.room.message', { lock: 1 }]])
})

test('what is pending is sent again in the order in which it was signed', () => {
  const transfer = (ts: number, nonce: number) => ({
    transfer: { ts, nonce: { toBigInt: () => BigInt(nonce) } },
  })
  const transfers = { a: transfer(3, 1), b: transfer(1, 9), c: transfer(2, 12), d: transfer(2, 11) }
  open({ state: { blockNumber: 0, transfers } })
  expect(Object.keys(transfers)).toEqual(['b', 'd', 'c', 'a'])
})

test('at the start the contract’s settle timeout is told before anything was read, and the chain polled as wished', async () => {
  const started = Promise.withResolvers<void>()
  const { handle, raiden } = open({ start: () => started.promise })
  const starting = handle.start(700)
  await settled()
  expect(dispatch).toHaveBeenCalledExactlyOnceWith({ type: 'contract/settleTimeout', payload: 500 })
  expect(raiden.provider.pollingInterval).toBe(3_000)
  started.resolve()
  await starting
  expect(raiden.provider.pollingInterval).toBe(700)
})

test('withdrawals that may be under way since before the start are held', async () => {
  const counts = { latest: 4, pending: 5 }
  const { handle, raiden } = open()
  Object.assign(raiden.provider, {
    getTransactionCount: async (_of: string, tag: 'latest' | 'pending') => counts[tag],
  })
  const deps = raiden.deps as unknown as { isHeld(action: unknown): boolean }
  const request = { type: 'message/received', payload: { message: { type: 'WithdrawRequest' } }, meta: {} }
  expect(deps.isHeld(request)).toBe(false)
  await handle.start(700)
  expect(deps.isHeld(request)).toBe(true)
})

test('the end waits for what is to be written, and a second at most for raiden-ts', async () => {
  vi.useFakeTimers()
  busy$.next(true)
  const { handle } = open({ stop: () => new Promise(() => undefined) })
  const stopped = { is: false }
  void handle.stop().then(() => (stopped.is = true))
  busy$.next(false)
  await vi.advanceTimersByTimeAsync(999)
  expect(stopped.is).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(stopped.is).toBe(true)
  busy$.next(true)
  const quick = open().handle.stop()
  const ended = vi.fn<() => void>()
  void quick.then(ended)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(ended).not.toHaveBeenCalled()
  busy$.next(false)
  await vi.advanceTimersByTimeAsync(0)
  expect(ended).toHaveBeenCalledOnce()
})

test('raiden-ts that ends at once is not waited for', async () => {
  vi.useFakeTimers()
  const { handle, raiden } = open()
  await handle.stop()
  expect(raiden.stop).toHaveBeenCalledOnce()
})

test('the homeserver counts as there while it is in step', () => {
  let say: (state: string) => void = () => undefined
  matrix$.next({
    sendToDevice: async () => undefined,
    on: (event: string, listener: typeof say) => {
      if (event === 'sync') say = listener
    },
  })
  const told: boolean[] = []
  open().handle.onTransport((connected) => told.push(connected))
  for (const state of ['PREPARED', 'SYNCING', 'CATCHUP', 'ERROR', 'RECONNECTING', 'STOPPED']) say(state)
  expect(told).toEqual([true, true, true, false, false, false])
})

test('chain and homeserver are asked anew when it is woken', async () => {
  vi.useFakeTimers()
  const [abort, retryImmediately] = [vi.fn<() => void>(), vi.fn<() => boolean>()]
  const syncApi = { currentSyncRequest: { abort } }
  matrix$.next({ sendToDevice: async () => undefined, retryImmediately, syncApi })
  const { handle } = open()
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  poll.mockRejectedValueOnce(new Error('no chain'))
  handle.wake()
  expect([abort.mock.calls.length, retryImmediately.mock.calls.length]).toEqual([1, 0])
  await vi.advanceTimersByTimeAsync(100)
  expect([retryImmediately.mock.calls.length, poll.mock.calls.length]).toEqual([1, 1])
  expect(stderr).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('no chain'))
  stderr.mockRestore()
})

test.each([
  {},
  { syncApi: null },
  { syncApi: {} },
  { syncApi: { currentSyncRequest: null } },
  { syncApi: { currentSyncRequest: {} } },
])('a homeserver that is not asked anything now is woken, too: %j', async (parts) => {
  vi.useFakeTimers()
  const retryImmediately = vi.fn<() => boolean>()
  matrix$.next({ sendToDevice: async () => undefined, retryImmediately, ...parts })
  open().handle.wake()
  await vi.advanceTimersByTimeAsync(100)
  expect(retryImmediately).toHaveBeenCalledOnce()
})

test('the channels are those of the token', async () => {
  const channels = { '0xToken': { a: { id: 1 }, b: { id: 2 } }, '0xOther': { c: { id: 3 } } }
  const { handle } = open({ channels$: of(channels) })
  expect(await channelsOf(handle, '0xToken')).toEqual([{ id: 1 }, { id: 2 }])
  expect(await channelsOf(handle, '0xNone')).toEqual([])
})

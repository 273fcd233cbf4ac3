import { beforeEach, expect, test, vi } from 'vitest'
import {
  channelId,
  MemoryChannel,
  own,
  partner,
  partnerProof,
  transferredOf,
} from '../../chain/testing/memoryChannel.ts'
import type { ClosedChannel } from '../../protocol/channels.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import { toAmount } from '../../shared/money.ts'
import { ChannelWatch } from '../channelWatch/channelWatch.ts'
import { memoryWatchOptions } from '../channelWatch/testing/watchOptions.ts'
import { Settings } from '../settings/settings.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { channelsSetting } from './channelsSetting.ts'
import { RestoredChannels } from './restoredChannels.ts'

let store: Store
let settings: Settings
let chain: MemoryChannel
let answer: ClosedChannel | null
let allowed: boolean
const askToClose = vi.fn<() => Promise<ClosedChannel | null>>(async () => answer)
const isAllowed = vi.fn<() => boolean>(() => allowed)
const onDone = vi.fn<() => void>()
const onProblem = vi.fn<(problem: unknown) => void>()

beforeEach(async () => {
  store = openStore(':memory:')
  settings = new Settings(store)
  settings.set(channelsSetting, 'restored-read-only')
  chain = new MemoryChannel()
  allowed = true
  answer = { channel: 5, toYou: await partnerProof(50n, 9n), fromYou: transferredOf(30n) }
  for (const mock of [askToClose, isAllowed, onDone, onProblem]) mock.mockClear()
})

/** A restored device: what asks the hub, and what watches the channel. */
function restored() {
  const restoredChannels = new RestoredChannels({
    settings,
    tokenNetwork: chain,
    account: own,
    partner,
    allowed: isAllowed,
    askToClose,
    onAnswer: (...answered) => watch.learn(answered[0], partner, answered[1], answered[2]),
    intervalMs: 2,
    onDone,
    onProblem,
  })
  const watch: ChannelWatch = new ChannelWatch({
    ...memoryWatchOptions(chain, store),
    isNewestKnown: () => restoredChannels.isAnswered,
    onProblem,
  })
  return {
    restoredChannels,
    watch,
    step: async () => {
      const waiting = await restoredChannels.step()
      await watch.look()
      return waiting
    },
    start: async () => {
      await restoredChannels.start()
      await watch.start()
    },
    stop: async () => {
      await restoredChannels.stop()
      await watch.stop()
    },
  }
}
const refused = (code: ErrorCode) => expect.objectContaining({ code })

test('the hub closes, we bring its newest proof, and both are paid out; then Raiden may run', async () => {
  const channels = restored()
  expect(await channels.step()).toBe('close')
  expect(await channels.step()).toBe('close')
  chain.closeByPartner(30n)
  expect(await channels.step()).toBe('settle')
  expect(await channels.step()).toBe('settle')
  expect(chain.updates).toBe(1)
  expect(chain.settled).toEqual([])
  chain.time = 1001
  expect(await channels.step()).toBe('settle')
  expect(chain.settled).toEqual([
    5n,
    partner,
    { own: transferredOf(30n), theirs: expect.objectContaining(transferredOf(50n)) },
  ])
  expect(channels.restoredChannels.pending).toBe(true)
  expect(await channels.step()).toBe('done')
  expect(channels.restoredChannels.pending).toBe(false)
})

test('a restart at any step goes on from what the chain says', async () => {
  await restored().step()
  chain.closeByPartner(30n)
  expect(await restored().step()).toBe('settle')
  chain.time = 1001
  await restored().step()
  expect(await restored().step()).toBe('done')
  expect(chain.updates).toBe(1)
})

test('a listener, who was never paid, needs no proof', async () => {
  answer = { channel: 5, toYou: null, fromYou: transferredOf(30n) }
  await restored().step()
  chain.closeByPartner(30n)
  chain.time = 1001
  await restored().step()
  expect(chain.updates).toBe(0)
  expect(chain.settled).toEqual([5n, partner, { own: transferredOf(30n), theirs: transferredOf(0n) }])
})

test('with no channel on chain nothing is asked', async () => {
  chain.found = { state: 'none' }
  expect(await restored().step()).toBe('done')
  expect(askToClose).not.toHaveBeenCalled()
})

test('a proof the hub did not sign, or of another channel, is refused', async () => {
  const good = answer
  const elsewhere = await partnerProof(50n, 9n, { ...channelId, channel: 6n })
  const raised = { ...(await partnerProof(50n, 9n)), transferred: toAmount(99n) }
  for (const toYou of [elsewhere, raised]) {
    answer = good && { ...good, toYou }
    await expect(restored().step()).rejects.toThrow(refused('RAIDEN_PROOF_FORGED'))
  }
  answer = good && { ...good, channel: 6 }
  await expect(restored().step()).rejects.toThrow(refused('RAIDEN_PROOF_FORGED'))
  chain.closeByPartner(30n)
  await expect(restored().step()).rejects.toThrow(refused('RAIDEN_PROOF_FORGED'))
})

test('it runs by itself to the end, past what goes wrong', async () => {
  askToClose.mockRejectedValueOnce(new Error('The hub is away.'))
  const channels = restored()
  await channels.start()
  await vi.waitFor(() => expect(askToClose.mock.calls.length).toBeGreaterThan(1), { interval: 1 })
  expect(onProblem).toHaveBeenCalledTimes(1)
  chain.closeByPartner(30n)
  await vi.waitFor(() => expect(chain.updates).toBe(1), { interval: 1 })
  chain.time = 1001
  await vi.waitFor(() => expect(onDone).toHaveBeenCalledTimes(1), { interval: 1 })
  await channels.stop()
  await channels.start()
  expect(onDone).toHaveBeenCalledTimes(1)
  await channels.stop()
})

test('nothing is done while another device has the lease', async () => {
  allowed = false
  const channels = restored()
  await channels.start()
  const { promise: asked, resolve } = Promise.withResolvers<void>()
  isAllowed.mockImplementation(() => {
    if (isAllowed.mock.calls.length > 3) resolve()
    return allowed
  })
  await asked
  expect(askToClose).not.toHaveBeenCalled()
  allowed = true
  await vi.waitFor(() => expect(askToClose).toHaveBeenCalled(), { interval: 1 })
  await channels.stop()
})

test('a device that opened its channels itself has nothing to do', async () => {
  settings.delete(channelsSetting)
  const channels = restored()
  await channels.start()
  await channels.stop()
  expect(askToClose).not.toHaveBeenCalled()
  expect(onDone).not.toHaveBeenCalled()
})

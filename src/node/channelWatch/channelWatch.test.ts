import { beforeEach, expect, test, vi } from 'vitest'
import {
  channelId,
  device,
  MemoryChannel,
  own,
  partner,
  partnerProof,
  transferredOf,
} from '../../chain/testing/memoryChannel.ts'
import { noHash } from '../../chain/balanceProofs.ts'
import type { SignedUpdate } from '../../chain/tokenNetwork.ts'
import type { ChannelProofs } from '../../raiden/raidenContract.ts'
import { hex32, secretHash } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { ChannelWatch, type ChannelWatchOptions } from './channelWatch.ts'
import { memoryWatchOptions } from './testing/watchOptions.ts'

let store: Store
let chain: MemoryChannel
let problems: unknown[]
let signed: SignedUpdate[]
const register = vi.fn<ChannelWatchOptions['secrets']['register']>(async () => undefined)

beforeEach(() => {
  store = openStore(':memory:')
  chain = new MemoryChannel()
  problems = []
  signed = []
  register.mockClear()
})

/** The watch of a node that has no hub, no homeserver and no lease. */
function watchOf(changes: Partial<ChannelWatchOptions> = {}): ChannelWatch {
  return new ChannelWatch({
    ...memoryWatchOptions(chain, store),
    secrets: { register },
    onUpdateSigned: (update) => signed.push(update),
    onProblem: (problem) => problems.push(problem),
    ...changes,
  })
}

/** What Raiden has told: the partner has transferred `received`, we have transferred `sent`. */
async function proofs(received: bigint, nonce: bigint, sent = 0n): Promise<ChannelProofs> {
  return {
    channel: Number(channelId.channel),
    partnerAddress: partner,
    partner: received === 0n ? null : await partnerProof(received, nonce),
    own:
      sent === 0n
        ? null
        : {
            ...transferredOf(sent),
            nonce: toAmount(nonce),
            additionalHash: hex32.parse(noHash),
            signature: '0x',
          },
    ownLocks: [],
    partnerLocks: [],
  }
}

const only = (watch: ChannelWatch) => watch.list()[0]

test('a close is not answered while that costs more than it saves, which is said, and is once gas is cheap', async () => {
  let isWorthGas = false
  const weighed: unknown[] = []
  const watch = watchOf({
    isWorthGas: (amount, wei) => {
      weighed.push([amount, wei])
      return isWorthGas
    },
  })
  watch.save([await proofs(50n, 9n)])
  chain.closeByPartner(0n)
  await watch.look()
  expect(chain.updates).toBe(0)
  expect(weighed).toEqual([[50n, 1000n]])
  expect(only(watch)?.problem).toMatchObject({ code: 'CHANNEL_ANSWER_NOT_WORTH_GAS' })
  isWorthGas = true
  await watch.look()
  expect(chain.updates).toBe(1)
  expect(only(watch)?.problem).toBeNull()
})

test('a hub that closes with nothing, while neither it nor the lease is there, pays all that the artist earned', async () => {
  const watch = watchOf()
  watch.save([await proofs(50n, 9n, 30n)])
  chain.closeByPartner(0n)
  await watch.look()
  expect(chain.updates).toBe(1)
  expect(only(watch)).toMatchObject({ state: 'closed', settleableAfter: 1000 })
  chain.time = 1001
  await watch.look()
  expect(chain.settled).toEqual([
    5n,
    partner,
    { own: transferredOf(0n), theirs: expect.objectContaining(transferredOf(50n)) },
  ])
  await watch.look()
  expect(only(watch)).toMatchObject({ state: 'finished', lost: 0n, reason: null })
  expect(problems).toEqual([])
})

test('the newest proof is kept whatever order Raiden tells them in, and over a restart', async () => {
  watchOf().save([await proofs(50n, 9n)])
  watchOf().save([await proofs(40n, 8n)])
  chain.closeByPartner(0n)
  await watchOf().look()
  expect(chain.found).toMatchObject({ partner: { nonce: 9n } })
})

test('whichever of our signatures the hub closed with, the amounts behind it are known', async () => {
  const watch = watchOf()
  for (const sent of [10n, 20n, 30n]) watch.save([await proofs(0n, sent, sent)])
  chain.closeByPartner(20n)
  chain.time = 1001
  await watch.look()
  expect(chain.settled).toEqual([5n, partner, { own: transferredOf(20n), theirs: transferredOf(0n) }])
})

test('too late to answer, nothing is settled below what the hub has signed before a person says so', async () => {
  const watch = watchOf()
  watch.save([await proofs(50n, 9n)])
  chain.closeByPartner(0n)
  chain.time = 1001
  await watch.look()
  await watch.look()
  expect(chain.settled).toEqual([])
  expect(only(watch)).toMatchObject({ state: 'closed', reason: 'CHANNEL_ANSWER_LATE', lost: 50n })
  watch.acceptLoss(Number(channelId.channel))
  await watch.look()
  expect(chain.settled).toHaveLength(3)
  await watch.look()
  expect(only(watch)).toMatchObject({ state: 'finished', lost: 50n, reason: 'CHANNEL_ANSWER_LATE' })
})

test('what the hub settled while nobody was awake is told as a loss', async () => {
  const watch = watchOf()
  watch.save([await proofs(50n, 9n)])
  chain.closeByPartner(0n)
  chain.settleBy()
  await watch.look()
  expect(only(watch)).toMatchObject({ state: 'finished', lost: 50n, reason: 'CHANNEL_ANSWER_LATE' })
})

test('a channel that both sides settled, or that a tower answered for, is no loss', async () => {
  const watch = watchOf()
  watch.save([await proofs(50n, 9n)])
  chain.found = { state: 'none' }
  chain.end = { closer: null, nonce: 0n, locksroots: new Map(), unlockedOf: [] }
  await watch.look()
  expect(only(watch)).toMatchObject({ state: 'finished', lost: 0n, reason: null })

  chain = new MemoryChannel()
  store = openStore(':memory:')
  const answered = watchOf()
  answered.save([await proofs(50n, 9n)])
  chain.end = { closer: partner, nonce: 9n, locksroots: new Map(), unlockedOf: [] }
  chain.found = { state: 'none' }
  await answered.look()
  expect(only(answered)).toMatchObject({ state: 'finished', lost: 0n, reason: null })
})

test('a restored identity whose hub says nothing settles nothing by itself', async () => {
  const watch = watchOf({ isNewestKnown: () => false })
  chain.closeByPartner(0n)
  chain.time = 1001
  await watch.look()
  expect(chain.settled).toEqual([])
  expect(only(watch)).toMatchObject({ reason: 'CHANNEL_PROOF_UNKNOWN' })
})

test('our own close needs no word: it was made with the newest proof', async () => {
  const watch = watchOf()
  watch.save([await proofs(50n, 9n)])
  chain.closeByPartner(0n)
  if (chain.found.state !== 'closed') throw new Error('not closed')
  await chain.update(await chain.signUpdate(5n, partner, await partnerProof(50n, 9n), device))
  chain.found = {
    ...chain.found,
    own: { ...chain.found.own, closer: true },
    partner: { ...chain.found.partner, closer: false },
  }
  await watch.look()
  expect(chain.updates).toBe(1)
  chain.time = 1001
  await watch.look()
  expect(chain.settled).toHaveLength(3)
})

test('amounts that nobody knows are waited for, and learnt from the hub', async () => {
  const watch = watchOf()
  chain.closeByPartner(77n)
  chain.time = 1001
  await watch.look()
  expect(chain.settled).toEqual([])
  expect(only(watch)).toMatchObject({ reason: 'CHANNEL_AMOUNTS_UNKNOWN' })
  watch.learn(5, partner, null, transferredOf(77n))
  await watch.look()
  expect(chain.settled).toHaveLength(3)
})

test('without gas for the answer it says how much is missing, and until when', async () => {
  const watch = watchOf()
  watch.save([await proofs(50n, 9n)])
  chain.closeByPartner(0n)
  chain.gas = 400n
  await watch.look()
  expect(chain.updates).toBe(0)
  expect(problems).toEqual([expect.objectContaining({ code: 'CHANNEL_GAS_MISSING' })])
  expect(only(watch)?.problem?.message).toContain('600 wei')
  expect(only(watch)?.problem?.message).toContain('1970-01-01T00:00:01.000Z')
  chain.gas = 1000n
  await watch.look()
  expect(chain.updates).toBe(1)
  expect(only(watch)?.problem).toBeNull()
})

test('a running Raiden is left a quarter of the time to answer, and no more', async () => {
  const watch = watchOf({ isRaidenRunning: () => true })
  watch.save([await proofs(50n, 9n)])
  chain.closeByPartner(0n)
  chain.time = 249
  await watch.look()
  expect(chain.updates).toBe(0)
  chain.time = 250
  await watch.look()
  expect(chain.updates).toBe(1)
})

test('each newer proof is countersigned once for those who watch beside us', async () => {
  const watch = watchOf()
  watch.save([await proofs(50n, 9n)])
  watch.save([await proofs(50n, 9n)])
  watch.save([await proofs(60n, 10n)])
  await vi.waitFor(() => expect(signed.map(({ nonce }) => nonce)).toEqual([9n, 10n]))
  expect(signed[0]).toMatchObject({ channel: 5n, closer: partner, other: own })
})

test('what was not countersigned when the process ended is countersigned when it starts, and no more once it is over', async () => {
  watchOf().save([await proofs(50n, 9n)])
  await vi.waitFor(() => expect(signed).toHaveLength(1))
  signed = []
  const finished: bigint[] = []
  const watch = watchOf({ onFinished: (channel) => finished.push(channel) })
  await watch.start()
  await vi.waitFor(() => expect(signed.map(({ nonce }) => nonce)).toEqual([9n]))
  chain.closeByPartner(0n)
  chain.time = 1001
  chain.end = { closer: partner, nonce: 9n, locksroots: new Map(), unlockedOf: [] }
  chain.found = { state: 'none' }
  await vi.waitFor(() => expect(finished).toEqual([channelId.channel]))
  await watch.stop()
  signed = []
  const after = watchOf()
  await after.start()
  await after.stop()
  expect(signed).toEqual([])
})

test('what is locked is claimed in an open channel and in a closed one, and taken after the settlement', async () => {
  const watch = watchOf()
  const lock = {
    expiration: toAmount(2n),
    amount: toAmount(7n),
    secretHash: secretHash.parse(`0x${'a'.repeat(64)}`),
  }
  watch.save([{ ...(await proofs(50n, 9n)), partnerLocks: [lock] }])
  await watch.look()
  expect(register).toHaveBeenLastCalledWith([lock], false)
  chain.closeByPartner(0n)
  await watch.look()
  expect(register).toHaveBeenLastCalledWith([lock], true)
  chain.time = 1001
  await watch.look()
  const root = hex32.parse(`0x${'b'.repeat(64)}`)
  chain.end = { closer: partner, nonce: 9n, locksroots: new Map([[partner, root]]), unlockedOf: [] }
  await watch.look()
  expect(only(watch)).toMatchObject({ state: 'settled' })
  chain.time = 2001
  await watch.look()
  expect(chain.unlocked).toEqual([[{ receiver: own, sender: partner }, [lock]]])
  expect(only(watch)).toMatchObject({ state: 'finished' })
})

test('a channel whose end one endpoint has seen is at its end, while another still says that it is open', async () => {
  const watch = watchOf()
  watch.save([await proofs(50n, 9n)])
  chain.closeByPartner(0n)
  await watch.look()
  expect(chain.updates).toBe(1)
  chain.settleBy()
  chain.found = { state: 'open', channel: channelId.channel }
  await watch.look()
  expect(only(watch)).toMatchObject({ state: 'finished', lost: 0n })
})

test('a chain that is away is told once, and looked at again', async () => {
  const watch = watchOf()
  watch.save([await proofs(50n, 9n)])
  chain.reachable = false
  await watch.look()
  await watch.look()
  expect(problems).toHaveLength(1)
  expect(only(watch)?.problem).toMatchObject({ code: 'INTERNAL_ERROR' })
  chain.reachable = true
  await watch.look()
  expect(only(watch)?.problem).toBeNull()
})

test('it looks at once when it starts, again by itself, and not when it is stopped', async () => {
  const looks = vi.spyOn(chain, 'channelBetween')
  const watch = watchOf()
  await watch.start()
  await watch.start()
  await vi.waitFor(() => expect(looks.mock.calls.length).toBeGreaterThan(2), { interval: 1 })
  await watch.stop()
  const before = looks.mock.calls.length
  watch.wake()
  await watch.stop()
  expect(looks.mock.calls.length).toBe(before)
})

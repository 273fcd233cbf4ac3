import { BigNumber, utils } from 'ethers'
import { BehaviorSubject } from 'rxjs'
import { beforeEach, expect, test } from 'vitest'
import { toAddress } from '../../shared/ids.ts'
import type { ChannelProofs } from '../raidenContract.ts'
import { BalanceProofs } from './balanceProofs.ts'
import type { RaidenChannelState, RaidenProof, RaidenState } from './raidenTypes.ts'

const tokenNetwork = toAddress(`0x${'ab'.repeat(20)}`)
const otherNetwork = toAddress(`0x${'cd'.repeat(20)}`)
const [hub, friend] = [toAddress(`0x${'11'.repeat(20)}`), toAddress(`0x${'e2'.repeat(20)}`)]
const hash = (digit: string) => `0x${digit.repeat(64)}`
const keyOf = (partner: string, network: string = tokenNetwork) =>
  `${utils.getAddress(network)}@${utils.getAddress(partner)}`

const proof = (nonce: number, change: Partial<RaidenProof> = {}): RaidenProof => ({
  nonce: BigNumber.from(nonce),
  transferredAmount: BigNumber.from(30),
  lockedAmount: BigNumber.from(4),
  locksroot: hash('a'),
  additionalHash: hash('b'),
  signature: `0x${'9'.repeat(130)}`,
  ...change,
})
const end = (balanceProof: RaidenProof, locks: RaidenChannelState['own']['locks'] = []) => ({
  deposit: BigNumber.from(100),
  pendingWithdraws: [],
  balanceProof,
  locks,
})
const lock = (amount: number) => ({
  amount: BigNumber.from(amount),
  expiration: BigNumber.from(1_000),
  secrethash: hash('c') as RaidenChannelState['own']['locks'][number]['secrethash'],
})
const channel = (id: number, own = 3): RaidenChannelState => ({
  id,
  own: end(proof(own), [lock(4)]),
  partner: end(proof(0), [lock(5), lock(6)]),
})

let state$: BehaviorSubject<Pick<RaidenState, 'channels'>>
let written: PromiseWithResolvers<void>
let proofs: BalanceProofs

beforeEach(() => {
  state$ = new BehaviorSubject({ channels: {} })
  written = Promise.withResolvers()
  written.resolve()
  const raiden = {
    get state() {
      return state$.value
    },
    state$,
  }
  const handle = { raiden, written: () => written.promise } as unknown as ConstructorParameters<
    typeof BalanceProofs
  >[0]
  proofs = new BalanceProofs(handle, { tokenNetwork } as ConstructorParameters<typeof BalanceProofs>[1])
})
const show = (channels: RaidenState['channels']) => state$.next({ channels })

test('of a channel it is told what each side has signed last, and which payments are under way', () => {
  expect(proofs.newest(hub)).toBeNull()
  show({ [keyOf(hub)]: channel(7) })
  expect(proofs.newest(hub)).toEqual({
    channel: 7,
    partnerAddress: hub,
    own: {
      nonce: 3n,
      transferred: 30n,
      locked: 4n,
      locksroot: hash('a'),
      additionalHash: hash('b'),
      signature: `0x${'9'.repeat(130)}`,
    },
    partner: null,
    ownLocks: [{ amount: 4n, expiration: 1_000n, secretHash: hash('c') }],
    partnerLocks: [
      { amount: 5n, expiration: 1_000n, secretHash: hash('c') },
      { amount: 6n, expiration: 1_000n, secretHash: hash('c') },
    ],
  })
  expect(proofs.newest(friend)).toBeNull()
})

test('all are of this token, and told once they are written', async () => {
  show({ [keyOf(hub)]: channel(7), [keyOf(friend, otherNetwork)]: channel(8) })
  written = Promise.withResolvers()
  let told: ChannelProofs[] | null = null
  const all = proofs.all().then((every) => (told = every))
  await Promise.resolve()
  expect(told).toBeNull()
  written.resolve()
  expect((await all).map((each) => [each.channel, each.partnerAddress])).toEqual([[7, hub]])
})

test('what changed is told, once it is written, and nothing else', async () => {
  const told: ChannelProofs[][] = []
  const numbers = () => told.map((some) => some.map(({ channel: id }) => id))
  proofs.onChange((some) => told.push(some))
  const [first, second] = [channel(7), channel(8)]
  written = Promise.withResolvers()
  show({ [keyOf(hub)]: first, [keyOf(friend, otherNetwork)]: channel(9) })
  await new Promise((resolve) => setImmediate(resolve))
  expect(told).toEqual([])
  written.resolve()
  await expect.poll(numbers).toEqual([[7]])
  show({ [keyOf(hub)]: first, [keyOf(friend)]: second })
  await expect.poll(numbers).toEqual([[7], [8]])
  const paid = { ...first, own: end(proof(4)) }
  show({ [keyOf(hub)]: paid, [keyOf(friend)]: second })
  await expect.poll(numbers).toEqual([[7], [8], [7]])
  const received = { ...second, partner: end(proof(1)) }
  show({ [keyOf(hub)]: paid, [keyOf(friend)]: received })
  await expect.poll(numbers).toEqual([[7], [8], [7], [8]])
  show({ [keyOf(hub)]: { ...paid, id: 7 }, [keyOf(friend)]: received })
  show({ [keyOf(hub)]: { ...paid, own: end(proof(5)) }, [keyOf(friend)]: received })
  await expect.poll(numbers).toEqual([[7], [8], [7], [8], [7]])
})

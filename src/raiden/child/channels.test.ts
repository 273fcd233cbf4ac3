import { utils } from 'ethers'
import { BehaviorSubject } from 'rxjs'
import { beforeEach, expect, test } from 'vitest'
import { toAddress } from '../../shared/ids.ts'
import { Channels } from './channels.ts'
import type { Raiden, RaidenChannel, RaidenChannelState } from './raidenTypes.ts'
import { WithdrawalHold } from './withdrawalHold.ts'

type Parts = ConstructorParameters<typeof Channels>
const [hub, other, token, tokenNetwork] = ['2b', '3c', '4d', '5e'].map((byte) =>
  toAddress(`0x${byte.repeat(20)}`),
) as [Parts[1]['token'], Parts[1]['token'], Parts[1]['token'], Parts[1]['token']]
const transaction = `0x${'9'.repeat(64)}`
const big = (value: bigint) => ({ toBigInt: () => value })
const inSeconds = (seconds: number) => big(BigInt(Math.floor(Date.now() / 1000) + seconds))

function channel(id: number, partner = hub): RaidenChannel {
  return {
    id,
    partner: utils.getAddress(partner),
    token: utils.getAddress(token),
    state: 'open',
    ownCapacity: big(1n),
    partnerCapacity: big(2n),
    ownDeposit: big(3n),
    partnerDeposit: big(4n),
    ownWithdrawable: big(5n),
    ownLocked: big(6n),
    partnerLocked: big(7n),
  }
}

type Withdrawals = RaidenChannelState['own']['pendingWithdraws']
interface StateOfChannel {
  readonly deposit?: bigint
  readonly spent?: bigint
  readonly earned?: bigint
  readonly ownWithdrawals?: Withdrawals
  readonly partnerWithdrawals?: Withdrawals
}

/** @param id of the channel */
function stateOf(id: number, of: StateOfChannel = {}): RaidenChannelState {
  const end = (deposit: bigint, transferred: bigint, pendingWithdraws: Withdrawals) =>
    ({
      deposit: big(deposit),
      pendingWithdraws,
      balanceProof: { transferredAmount: big(transferred) },
      locks: [],
    }) as unknown as RaidenChannelState['own']
  return {
    id,
    own: end(of.deposit ?? 0n, of.spent ?? 0n, of.ownWithdrawals ?? []),
    partner: end(1000n, of.earned ?? 0n, of.partnerWithdrawals ?? []),
  }
}

const keyOf = (partner: string) => `${utils.getAddress(tokenNetwork)}@${utils.getAddress(partner)}`
let known: BehaviorSubject<Record<string, Record<string, RaidenChannel>>>
let state: { channels: Record<string, RaidenChannelState>; oldChannels: Record<string, RaidenChannelState> }
let hold: WithdrawalHold
/** What raiden-ts is asked, with whether the hub's requests to withdraw are held meanwhile. */
let calls: unknown[][]
let answer: () => Promise<string>
let channels: Channels

beforeEach(() => {
  known = new BehaviorSubject({})
  state = { channels: {}, oldChannels: {} }
  calls = []
  answer = async () => transaction
  const asked =
    (name: string) =>
    async (...given: unknown[]) => {
      calls.push([name, ...given, isHeld()])
      return answer()
    }
  const raiden = {
    state,
    channels$: known,
    getTokenBalance: async (of: string) => big(of === utils.getAddress(token) ? 70n : 0n),
    getBalance: async () => big(8n),
    openChannel: asked('open'),
    depositChannel: asked('deposit'),
    withdrawChannel: asked('withdraw'),
    closeChannel: asked('close'),
    settleChannel: asked('settle'),
  } as unknown as Raiden
  hold = new WithdrawalHold(raiden, 2)
  const handle = { raiden, withdrawalHold: hold } as unknown as Parts[0]
  channels = new Channels(handle, { token, tokenNetwork } as Parts[1])
})

function isHeld(): string {
  const payload = { message: { type: 'WithdrawRequest' } }
  const meta = { address: utils.getAddress(hub) }
  return hold.isHeld({ type: 'message/received', payload, meta }) ? 'held' : 'free'
}

const know = (...all: RaidenChannel[]) =>
  known.next({ [utils.getAddress(token)]: Object.fromEntries(all.map((each) => [each.partner, each])) })
const to = (partner: string) => [utils.getAddress(token), utils.getAddress(partner)]

test('channels and balances are told in base units, each amount as what it is', async () => {
  expect(await channels.list()).toEqual([])
  know(channel(1))
  expect(await channels.list()).toEqual([
    {
      id: 1,
      partner: hub,
      token,
      state: 'open',
      ownCapacity: 1n,
      partnerCapacity: 2n,
      ownDeposit: 3n,
      partnerDeposit: 4n,
      ownWithdrawable: 5n,
      ownLocked: 6n,
      partnerLocked: 7n,
    },
  ])
  expect(await channels.balances()).toEqual({ token: 70n, gasWei: 8n })
})

test('who listens hears of this token’s channels when they change, and only then', () => {
  const heard: number[][] = []
  channels.onChange((all) => heard.push(all.map(({ id }) => id)))
  know(channel(1))
  known.next({ ...known.value, [utils.getAddress(other)]: {} })
  know(channel(1), channel(2, other))
  expect(heard).toEqual([[], [1], [1, 2]])
})

test('a channel is opened with its deposit, and none is sent where none is wanted', async () => {
  expect(await channels.open(hub, 5n)).toEqual({ transaction })
  await channels.open(hub, 0n)
  expect(calls).toEqual([
    ['open', ...to(hub), { deposit: '5' }, 'held'],
    ['open', ...to(hub), {}, 'held'],
  ])
  expect(isHeld()).toBe('free')
})

test('with one partner there is one channel; another partner’s is no hindrance', async () => {
  know(channel(1))
  await expect(channels.open(hub, 5n)).rejects.toMatchObject({ code: 'RAIDEN_CHANNEL_EXISTS' })
  expect(calls).toEqual([])
  await channels.open(other, 5n)
  expect(calls).toHaveLength(1)
})

test('a transaction that fails says so in Busker’s words, and holds nothing any more', async () => {
  answer = () => Promise.reject(Object.assign(new Error('none'), { code: 'CNL_NO_OPEN_CHANNEL_FOUND' }))
  await expect(channels.deposit(hub, 1n)).rejects.toMatchObject({ code: 'RAIDEN_NO_CHANNEL' })
  expect(isHeld()).toBe('free')
  answer = () => Promise.reject(new Error('odd'))
  const doing = [
    [channels.open(hub, 1n), 'Opening the channel failed: odd'],
    [channels.deposit(hub, 1n), 'Depositing failed: odd'],
    [channels.withdraw(hub, 1n), 'Withdrawing failed: odd'],
    [channels.close(hub), 'Closing the channel failed: odd'],
    [channels.settle(hub), 'Settling the channel failed: odd'],
  ] as const
  await Promise.all(doing.map(async ([done, message]) => expect(done).rejects.toThrow(message)))
})

test('taking out, closing and settling hold nothing back: the partner has to agree', async () => {
  expect(await channels.withdraw(hub, 7n)).toEqual({ transaction })
  expect(await channels.close(hub)).toEqual({ transaction })
  expect(await channels.settle(hub)).toEqual({ transaction })
  expect(calls).toEqual([
    ['withdraw', ...to(hub), '7', 'free'],
    ['close', ...to(hub), 'free'],
    ['settle', ...to(hub), 'free'],
  ])
})

test.each<[bigint, string[]]>([
  [0n, ['20']],
  [19n, ['1']],
  [20n, []],
  [21n, []],
])('from a deposit of %s to one of 20, only what is missing is sent', async (deposit, sent) => {
  state.channels[keyOf(hub)] = stateOf(1, { deposit })
  state.channels[keyOf(other)] = stateOf(2, { deposit: 7n })
  await channels.depositUpTo(hub, 20n)
  expect(calls).toEqual(sent.map((amount) => ['deposit', ...to(hub), amount, 'held']))
})

test('where no channel is known yet, all of it is missing', async () => {
  await channels.depositUpTo(hub, 20n)
  expect(calls).toEqual([['deposit', ...to(hub), '20', 'held']])
})

test('two requests for one total deposit it once: the second counts what the first has sent', async () => {
  state.channels[keyOf(hub)] = stateOf(1)
  answer = async () => {
    state.channels[keyOf(hub)] = stateOf(1, { deposit: 20n })
    return transaction
  }
  await Promise.all([channels.depositUpTo(hub, 20n), channels.depositUpTo(hub, 20n)])
  expect(calls).toHaveLength(1)
})

test.each<[string, StateOfChannel, 'refused' | 'sent']>([
  [
    'we take money out',
    { ownWithdrawals: [{ type: 'WithdrawRequest', expiration: inSeconds(60) }] },
    'refused',
  ],
  [
    'the partner takes money out',
    { partnerWithdrawals: [{ type: 'WithdrawRequest', expiration: inSeconds(60) }] },
    'refused',
  ],
  [
    'the request has run out',
    { ownWithdrawals: [{ type: 'WithdrawRequest', expiration: inSeconds(0) }] },
    'sent',
  ],
  [
    'it is only confirmed',
    { ownWithdrawals: [{ type: 'WithdrawConfirmation', expiration: inSeconds(60) }] },
    'sent',
  ],
])('a deposit while %s (%j) is %s', async (_what, of, outcome) => {
  state.channels[keyOf(hub)] = stateOf(1, of)
  const code = await channels.deposit(hub, 5n).then(
    () => 'sent',
    (error: { readonly code: string }) => (error.code === 'RAIDEN_BUSY' ? 'refused' : error.code),
  )
  expect([code, calls.length]).toEqual([outcome, outcome === 'sent' ? 1 : 0])
})

test('of a settled channel we got our deposit and what was earned, less what was spent', () => {
  expect(channels.settledShare(hub, null)).toBeNull()
  state.oldChannels = {
    [`${keyOf(hub)}#9`]: stateOf(9, { deposit: 100n, earned: 30n, spent: 50n }),
    [`${keyOf(hub)}#10`]: stateOf(10, { deposit: 5n }),
    [`${keyOf(hub)}#2`]: stateOf(2, { deposit: 1n }),
    [`${keyOf(other)}#11`]: stateOf(11, { deposit: 7n }),
  }
  expect(channels.settledShare(hub, 9)).toEqual({ deposited: 100n, returned: 80n })
  expect(channels.settledShare(hub, null)).toEqual({ deposited: 5n, returned: 5n })
  expect(channels.settledShare(hub, 11)).toBeNull()
  expect(channels.settledShare(other, null)).toEqual({ deposited: 7n, returned: 7n })
})

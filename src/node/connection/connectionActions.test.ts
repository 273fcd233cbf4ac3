import { expect, test } from 'vitest'
import type { Channel } from '../../raiden/raidenContract.ts'
import { BuskerError, type ErrorCode } from '../../shared/errors.ts'
import { toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { inCoins } from '../../shared/token.ts'
import { connectionActions } from './connectionActions.ts'
import { connectionRequestId, type ConnectionRequest } from './connectionRequests.ts'

const request: ConnectionRequest = {
  id: connectionRequestId,
  state: 'filling',
  deposit: toAmount(20n),
  code: null,
  message: null,
  changedAt: 0,
  deadline: null,
}
const { signal } = new AbortController()

const hubAddress = toAddress(`0x${'3'.repeat(40)}`)
const enough = { token: 20n, gasWei: 10n ** 16n }

interface Account {
  readonly balances?: { readonly token: bigint; readonly gasWei: bigint }
  readonly gasForChannel?: bigint
  readonly channels?: Channel[]
  readonly faucet?: () => Promise<unknown>
  /** Why the hub opens no channel. */
  readonly opens?: ErrorCode
}

/** The account of a node; by itself without a channel, in a network without a faucet. What it asks of others is in `calls`. */
function accountOf({ balances = enough, gasForChannel = 10n ** 16n, channels = [], faucet, opens }: Account) {
  const calls: string[] = []
  const actions = connectionActions({
    gasForChannel: async () => toAmount(gasForChannel),
    raiden: {
      balances: async () => ({ token: toAmount(balances.token), gasWei: toAmount(balances.gasWei) }),
      channels: async () => channels,
      deposit: async (partner, amount) => {
        calls.push(`deposit ${amount} with ${partner === hubAddress ? 'the hub' : partner}`)
        return `0x${'0'.repeat(64)}` as never
      },
      openChannel: async (partner) => {
        calls.push(`open with ${partner === hubAddress ? 'the hub' : partner}`)
        return `0x${'0'.repeat(64)}` as never
      },
    },
    hub: {
      raidenAddress: hubAddress,
      faucet: async () => {
        calls.push('faucet')
        if (faucet === undefined) throw new BuskerError('HUB_NO_FAUCET', 'There is none.')
        await faucet()
      },
      openChannel: async () => {
        calls.push('openChannel')
        if (opens !== undefined) throw new BuskerError(opens, 'Not by me.')
      },
    },
  })
  return { actions, calls }
}

const channel = (ownDeposit: bigint, change: Partial<Channel> = {}) =>
  ({ partner: hubAddress, state: 'open', ownDeposit: toAmount(ownDeposit), ...change }) as Channel

test.each<[string, { token: bigint; gasWei: bigint }, ErrorCode]>([
  ['gas', { ...enough, gasWei: 10n ** 16n - 1n }, 'WALLET_GAS_MISSING'],
  ['tokens', { ...enough, token: 19n }, 'WALLET_TOKENS_MISSING'],
])('an account with too little %s is refused before anything is sent', async (_what, balances, code) => {
  const { actions, calls } = accountOf({ balances })
  expect(await actions.fill(request, signal)).toMatchObject({ on: 'refused', change: { code } })
  expect(calls).toEqual(['faucet'])
})

test('an account with just enough asks no faucet, and its last problem is over', async () => {
  const { actions, calls } = accountOf({})
  expect(await actions.fill(request, signal)).toEqual({ on: 'filled', change: { code: null, message: null } })
  expect(calls).toEqual([])
})

test('what a faucet gives counts', async () => {
  const balances = { token: 0n, gasWei: 0n }
  const { actions, calls } = accountOf({
    balances,
    faucet: async () => Object.assign(balances, enough),
  })
  expect(await actions.fill(request, signal)).toEqual({ on: 'filled', change: { code: null, message: null } })
  expect(calls).toEqual(['faucet'])
})

test('what only a person can help with ends the request; what passes is tried again', async () => {
  const poor = { balances: { token: 0n, gasWei: 0n } }
  const refusing = (code: ErrorCode) => async () => {
    throw new BuskerError(code, 'Not today.')
  }
  const { actions: used } = accountOf({ ...poor, faucet: refusing('HUB_FAUCET_USED') })
  expect(await used.fill(request, signal)).toEqual({
    on: 'refused',
    change: { code: 'HUB_FAUCET_USED', message: 'Not today.' },
  })
  const { actions: stopping } = accountOf({ ...poor, faucet: refusing('HUB_STOPPING') })
  await expect(stopping.fill(request, signal)).rejects.toMatchObject({ code: 'HUB_STOPPING' })
})

test('what is in the channel already need not be in the account', async () => {
  const balances = { ...enough, token: 5n }
  const { actions, calls } = accountOf({ balances, channels: [channel(15n)] })
  expect(await actions.fill(request, signal)).toMatchObject({ on: 'filled' })
  expect(calls).toEqual([])
  const { actions: poorer } = accountOf({ balances, channels: [channel(14n)] })
  expect(await poorer.fill(request, signal)).toMatchObject({ change: { code: 'WALLET_TOKENS_MISSING' } })
})

test('how much gas is needed is what the chain asks for today, and is said in coins', async () => {
  const balances = { token: 20n, gasWei: 123_456_789_012_345n }
  const { actions: cheap } = accountOf({ balances, gasForChannel: 100_000_000_000_000n })
  expect(await cheap.fill(request, signal)).toMatchObject({ on: 'filled' })
  const { actions: dear } = accountOf({ balances, gasForChannel: 5n * 10n ** 17n })
  expect(await dear.fill(request, signal)).toMatchObject({
    on: 'refused',
    change: {
      code: 'WALLET_GAS_MISSING',
      message: expect.stringMatching(/has 0\.00013 ETH .* needs about 0\.5 ETH .* Send 0\.5 ETH or more/),
    },
  })
})

test.each([
  [0n, '0'],
  [7n, '0.000000000000000007'],
  [99n, '0.000000000000000099'],
  [100n, '0.0000000000000001'],
  [101n, '0.00000000000000011'],
  [999n, '0.000000000000001'],
  [10n ** 18n, '1'],
  [10n ** 18n + 1n, '1.1'],
])('%s wei are said as %s coins: two digits, and never less than it is', (wei, said) => {
  expect(inCoins(wei)).toBe(said)
})

test('a channel is opened once, and counts when this node has seen it open', async () => {
  const { actions, calls } = accountOf({})
  expect(await actions.open(request, signal)).toBeNull()
  expect(calls).toEqual(['openChannel'])
  const { actions: again, calls: called } = accountOf({ channels: [channel(0n)] })
  expect(await again.open(request, signal)).toEqual({ on: 'opened', change: { code: null, message: null } })
  expect(called).toEqual([])
})

test.each([
  ['with somebody else', channel(20n, { partner: toAddress(`0x${'4'.repeat(40)}`) })],
  ['that is closing', channel(20n, { state: 'closing' })],
])('a channel %s is not the connection to the hub', async (_what, other) => {
  const { actions, calls } = accountOf({ channels: [other] })
  expect(await actions.open(request, signal)).toBeNull()
  expect(await actions.deposit(request, signal)).toMatchObject({
    on: 'refused',
    change: { code: 'RAIDEN_NO_CHANNEL' },
  })
  expect(calls).toEqual(['openChannel'])
})

test.each([
  [0n, ['deposit 20 with the hub']],
  [19n, ['deposit 1 with the hub']],
  [20n, []],
  [50n, []],
])('of a deposit of 20, with %s in the channel, only what is missing is sent', async (deposited, sent) => {
  const { actions, calls } = accountOf({ channels: [channel(deposited)] })
  expect(await actions.deposit(request, signal)).toEqual({
    on: 'deposited',
    change: { code: null, message: null },
  })
  expect(calls).toEqual(sent)
})

test.each(['HUB_NOT_SELLING', 'HUB_BUDGET_SPENT', 'HUB_GAS_LOW', 'HUB_TOKENS_LOW'] as const)(
  'where the hub says %s, a listener opens the channel with their own money, and who has none is refused',
  async (opens) => {
    const { actions, calls } = accountOf({ opens })
    expect(await actions.open(request, signal)).toBeNull()
    expect(calls).toEqual(['openChannel', 'open with the hub'])
    const { actions: selling, calls: asked } = accountOf({ opens })
    expect(await selling.open({ ...request, deposit: toAmount(0n) }, signal)).toEqual({
      on: 'refused',
      change: { code: opens, message: 'Not by me.' },
    })
    expect(asked).toEqual(['openChannel'])
  },
)

import { expect, test } from 'vitest'
import type { Channel } from '../../raiden/raidenContract.ts'
import { BuskerError, type ErrorCode } from '../../shared/errors.ts'
import { toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
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

/** A node without a channel, in a network without a faucet. */
const actionsWith = (balances: { token: bigint; gasWei: bigint }, gasForChannel = 10n ** 16n) =>
  connectionActions({
    gasForChannel: async () => toAmount(gasForChannel),
    raiden: {
      balances: async () => ({ token: toAmount(balances.token), gasWei: toAmount(balances.gasWei) }),
      channels: async (): Promise<Channel[]> => [],
      deposit: () => Promise.reject(new Error('Nothing may be deposited here.')),
    },
    hub: {
      raidenAddress: toAddress(`0x${'3'.repeat(40)}`),
      faucet: () => Promise.reject(new BuskerError('HUB_NO_FAUCET', 'There is none.')),
      openChannel: async () => undefined,
    },
  })

test.each<[string, { token: bigint; gasWei: bigint }, ErrorCode]>([
  ['gas', { token: 20n, gasWei: 0n }, 'WALLET_GAS_MISSING'],
  ['tokens', { token: 19n, gasWei: 10n ** 18n }, 'WALLET_TOKENS_MISSING'],
])('an account with too little %s is refused before anything is sent', async (_what, balances, code) => {
  expect(await actionsWith(balances).fill(request, signal)).toMatchObject({ on: 'refused', change: { code } })
})

test('how much gas is needed is what the chain asks for today, and is said in coins', async () => {
  const account = { token: 20n, gasWei: 123_456_789_012_345n }
  expect(await actionsWith(account, 100_000_000_000_000n).fill(request, signal)).toMatchObject({
    on: 'filled',
  })
  const dear = await actionsWith(account, 5n * 10n ** 17n).fill(request, signal)
  expect(dear).toMatchObject({ on: 'refused', change: { code: 'WALLET_GAS_MISSING' } })
  expect(dear !== null && 'change' in dear ? dear.change?.message : '').toMatch(
    /has 0\.00013 of .* needs about 0\.5 .* Send 0\.5 or more/,
  )
})

test('a connection that was closed meanwhile gets no deposit', async () => {
  const actions = actionsWith({ token: 20n, gasWei: 10n ** 18n })
  expect(await actions.deposit({ ...request, state: 'depositing' }, signal)).toMatchObject({
    on: 'refused',
    change: { code: 'RAIDEN_NO_CHANNEL' },
  })
})

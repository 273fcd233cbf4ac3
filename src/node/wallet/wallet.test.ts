import { beforeEach, expect, test } from 'vitest'
import type { Channel } from '../../raiden/raidenContract.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type Address, type Hex32, toAddress } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import { Wallet } from './wallet.ts'

const hub = toAddress(`0x${'3'.repeat(40)}`)
const other = toAddress(`0x${'4'.repeat(40)}`)
const transaction = `0x${'0'.repeat(64)}` as Hex32
let tokens: bigint
let channels: Channel[]
let hasFaucet: boolean
/** Why the chain does not say its price. */
let chainError: Error | null
let wallet: Wallet

const channel = (partner: Address, state: Channel['state'], own: bigint, theirs: bigint): Channel => ({
  id: channels.length + 1,
  partner,
  token: other,
  state,
  ownCapacity: toAmount(own),
  partnerCapacity: toAmount(theirs),
  ownDeposit: toAmount(own),
  partnerDeposit: toAmount(theirs),
  ownWithdrawable: toAmount(own),
  ownLocked: toAmount(0n),
  partnerLocked: toAmount(0n),
})
/** Moves tokens between the account and the channel with `partner`. */
const move = async (partner: Address, amount: bigint) => {
  tokens -= amount
  channels = channels.map((each) =>
    each.partner === partner ? { ...each, ownCapacity: toAmount(each.ownCapacity + amount) } : each,
  )
  return transaction
}
const setState = async (partner: Address, state: Channel['state']) => {
  channels = channels.map((each) => (each.partner === partner ? { ...each, state } : each))
  return transaction
}

beforeEach(() => {
  tokens = 50n
  hasFaucet = true
  chainError = null
  channels = []
  channels = [channel(hub, 'open', 20n, 7n)]
  wallet = new Wallet({
    raiden: {
      balances: async () => ({ token: toAmount(tokens), gasWei: toAmount(9n) }),
      channels: async () => channels,
    },
    steps: {
      deposit: (partner: Address, amount: Amount) => move(partner, amount),
      withdraw: (partner: Address, amount: Amount) => move(partner, -BigInt(amount)),
      close: (partner: Address) => setState(partner, 'closed'),
    },
    costs: async () => {
      if (chainError !== null) throw chainError
      const steps = { deposit: toAmount(1n), withdraw: toAmount(2n), close: toAmount(3n) }
      return { channel: toAmount(4n), steps }
    },
    hub: {
      raidenAddress: hub,
      async faucet() {
        if (!hasFaucet) throw new BuskerError('HUB_NO_FAUCET', 'There is none.')
        tokens += 100n
      },
    },
  })
})

test('what can be spent and received is what all open channels hold together, and no other', async () => {
  channels.push(channel(other, 'open', 5n, 1n), channel(other, 'closed', 300n, 300n))
  channels.push(channel(other, 'settled', 300n, 300n))
  expect(await wallet.state()).toEqual({
    tokens: 50n,
    gas: 9n,
    gasNeeded: 4n,
    fees: { deposit: 1n, withdraw: 2n, close: 3n },
    spendable: 25n,
    receivable: 8n,
    channels,
  })
})

test('without a channel nothing can be spent or received', async () => {
  channels = []
  expect(await wallet.state()).toMatchObject({ tokens: 50n, spendable: 0n, receivable: 0n })
})

test('what is added to the hub’s channel leaves the account, and comes back when it is taken out', async () => {
  expect(await wallet.deposit(toAmount(30n))).toMatchObject({ tokens: 20n, spendable: 50n })
  expect(await wallet.withdraw(toAmount(45n))).toMatchObject({ tokens: 65n, spendable: 5n })
})

test('a channel that is closed is spent from no more; the other one is', async () => {
  channels.push(channel(other, 'open', 5n, 1n))
  expect(await wallet.closeChannel(hub)).toMatchObject({ spendable: 5n, receivable: 1n })
})

test('the faucet’s tokens are in the account; where there is none, nothing changes', async () => {
  expect(await wallet.faucet()).toMatchObject({ tokens: 150n })
  hasFaucet = false
  await expect(wallet.faucet()).rejects.toMatchObject({ code: 'HUB_NO_FAUCET' })
  expect(await wallet.state()).toMatchObject({ tokens: 150n })
})

test('a chain that does not say its price hides nothing else; what nobody expects is thrown', async () => {
  chainError = new BuskerError('RAIDEN_CHAIN_UNREACHABLE', 'The chain does not answer.')
  expect(await wallet.state()).toMatchObject({ tokens: 50n, spendable: 20n, gasNeeded: null, fees: null })
  chainError = new TypeError('x is not a function')
  await expect(wallet.state()).rejects.toThrow('x is not a function')
})

import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { beforeEach, expect, test, vi } from 'vitest'
import { AccountTransactions } from '../../chain/accountTransactions.ts'
import { balanceHash, noLocks, signProof } from '../../chain/balanceProofs.ts'
import { ChainEndpoints } from '../../chain/chainEndpoints.ts'
import {
  type ChannelOnChain,
  type ParticipantState,
  type SignedUpdate,
  TokenNetwork,
} from '../../chain/tokenNetwork.ts'
import type { BalanceProof, ClosedChannel } from '../../protocol/channels.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import { hex32, toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { Settings } from '../settings/settings.ts'
import { openStore } from '../store/openStore.ts'
import { channelsSetting } from './channelsSetting.ts'
import { RestoredChannels } from './restoredChannels.ts'

const hub = privateKeyToAccount(generatePrivateKey())
const account = privateKeyToAccount(generatePrivateKey())
const endpoints = new ChainEndpoints({ rpcUrls: ['http://127.0.0.1:9'], chainId: 31337, pollingMs: 50 })
const partner = toAddress(hub.address)
const place = { tokenNetwork: toAddress(`0x${'7'.repeat(40)}`), chainId: 31337, channel: 5n }
const noHash = hex32.parse(`0x${'0'.repeat(64)}`)
const owed = (transferred: bigint) => ({
  transferred: toAmount(transferred),
  locked: toAmount(0n),
  locksroot: noLocks,
})
const proofOf = (transferred: bigint, nonce: bigint, of = place): Promise<BalanceProof> =>
  signProof(of, { ...owed(transferred), nonce: toAmount(nonce), additionalHash: noHash }, hub)

const network = new TokenNetwork(endpoints, place.tokenNetwork)

/** A chain that does what the contract does, as far as hashes and nonces go. */
class MemoryChain {
  found: ChannelOnChain = { state: 'open', channel: 5n }
  settled: unknown[] = []
  updates = 0

  canonicalId = () => place
  signUpdate = (...args: Parameters<TokenNetwork['signUpdate']>) => network.signUpdate(...args)
  channelBetween = async () => this.found
  update = async (proof: SignedUpdate) => {
    if (this.found.state !== 'closed') throw new Error('not closed')
    this.updates += 1
    this.found = {
      ...this.found,
      partner: { ...this.found.partner, balanceHash: proof.balanceHash, nonce: proof.nonce },
    }
  }
  settle = async (channel: bigint, partner: string, amounts: unknown) => {
    this.settled = [channel, partner, amounts]
    this.found = { state: 'none' }
  }

  close(fromDevice: bigint): void {
    const hash = fromDevice === 0n ? noHash : balanceHash(owed(fromDevice))
    const side = (more: Partial<ParticipantState>): ParticipantState => ({
      deposit: 0n,
      withdrawn: 0n,
      closer: false,
      balanceHash: noHash,
      nonce: 0n,
      ...more,
    })
    this.found = {
      state: 'closed',
      channel: 5n,
      own: side({ balanceHash: hash }),
      partner: side({ closer: true }),
      settleableAfter: 1000,
    }
  }
}

let settings: Settings
let chain: MemoryChain
let answer: ClosedChannel | null
let time: number
let allowed: boolean
const askToClose = vi.fn<() => Promise<ClosedChannel | null>>(async () => answer)
const isAllowed = vi.fn<() => boolean>(() => allowed)
const onDone = vi.fn<() => void>()
const onProblem = vi.fn<(problem: unknown) => void>()

beforeEach(async () => {
  settings = new Settings(openStore(':memory:'))
  settings.set(channelsSetting, 'restored-read-only')
  chain = new MemoryChain()
  time = 0
  allowed = true
  answer = { channel: 5, toYou: await proofOf(50n, 9n), fromYou: owed(30n) }
  for (const mock of [askToClose, isAllowed, onDone, onProblem]) mock.mockClear()
})

const restored = () =>
  new RestoredChannels({
    settings,
    chain,
    account,
    transactions: new AccountTransactions(endpoints, account),
    partner,
    allowed: isAllowed,
    askToClose,
    intervalMs: 2,
    now: () => time,
    onDone,
    onProblem,
  })
const refused = (code: ErrorCode) => expect.objectContaining({ code })

test('the hub closes, we bring its newest proof, and both are paid out; then Raiden may run', async () => {
  const channels = restored()
  expect(await channels.step()).toBe('close')
  expect(await channels.step()).toBe('close')
  chain.close(30n)
  expect(await channels.step()).toBe('settle')
  expect(await channels.step()).toBe('settle')
  expect(chain.updates).toBe(1)
  expect(chain.settled).toEqual([])
  time = 1001
  expect(await channels.step()).toBe('settle')
  expect(chain.settled).toEqual([5n, partner, { own: owed(30n), theirs: expect.objectContaining(owed(50n)) }])
  expect(channels.pending).toBe(true)
  expect(await channels.step()).toBe('done')
  expect(channels.pending).toBe(false)
})

test('a restart at any step goes on from what the chain says', async () => {
  await restored().step()
  chain.close(30n)
  expect(await restored().step()).toBe('settle')
  time = 1001
  await restored().step()
  expect(await restored().step()).toBe('done')
  expect(chain.updates).toBe(1)
})

test('a listener, who was never paid, needs no proof', async () => {
  answer = { channel: 5, toYou: null, fromYou: owed(30n) }
  await restored().step()
  chain.close(30n)
  time = 1001
  await restored().step()
  expect(chain.updates).toBe(0)
  expect(chain.settled).toEqual([5n, partner, { own: owed(30n), theirs: owed(0n) }])
})

test('with no channel on chain nothing is asked', async () => {
  chain.found = { state: 'none' }
  expect(await restored().step()).toBe('done')
  expect(askToClose).not.toHaveBeenCalled()
})

test('a proof the hub did not sign, or of another channel, is refused', async () => {
  const good = answer
  const elsewhere = await proofOf(50n, 9n, { ...place, channel: 6n })
  const raised = { ...(await proofOf(50n, 9n)), transferred: toAmount(99n) }
  for (const toYou of [elsewhere, raised]) {
    answer = good && { ...good, toYou }
    await expect(restored().step()).rejects.toThrow(refused('RAIDEN_PROOF_FORGED'))
  }
  answer = good && { ...good, channel: 6 }
  await expect(restored().step()).rejects.toThrow(refused('RAIDEN_PROOF_FORGED'))
  chain.close(30n)
  await expect(restored().step()).rejects.toThrow(refused('RAIDEN_PROOF_FORGED'))
})

test('it runs by itself to the end, past what goes wrong', async () => {
  askToClose.mockRejectedValueOnce(new Error('The hub is away.'))
  const channels = restored()
  await channels.start()
  await vi.waitFor(() => expect(askToClose.mock.calls.length).toBeGreaterThan(1), { interval: 1 })
  expect(onProblem).toHaveBeenCalledTimes(1)
  chain.close(30n)
  time = 1001
  await vi.waitFor(() => expect(onDone).toHaveBeenCalledTimes(1), { interval: 1 })
  await channels.stop()
  await channels.start()
  expect(onDone).toHaveBeenCalledTimes(1)
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

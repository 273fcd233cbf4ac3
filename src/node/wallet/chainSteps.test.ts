import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Channel } from '../../raiden/raidenContract.ts'
import { BuskerError } from '../../shared/errors.ts'
import { toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { ChainStepRecords } from './chainStepRecords.ts'
import { ChainSteps, type ChainStepsOptions } from './chainSteps.ts'
import { ChainChannel, hash, hub } from './testing/chainChannel.ts'

const somebody = toAddress(`0x${'4'.repeat(40)}`)
const withdrawalMs = 60_000

let store: Store
let chain: ChainChannel
let now: number

beforeEach(() => {
  store = openStore(':memory:')
  chain = new ChainChannel()
  now = 1_000_000
})
afterEach(() => vi.useRealTimers())

/** As after a start of Busker. */
async function startSteps(options: Partial<ChainStepsOptions> = {}): Promise<ChainSteps> {
  const steps = new ChainSteps({
    records: new ChainStepRecords(store),
    raiden: {
      channels: chain.channels,
      deposit: (_partner, amount) => chain.addDeposit(amount),
      depositUpTo: chain.depositUpTo,
      withdraw: (partner, amount) => chain.withdraw(partner, amount),
      closeChannel: chain.closeChannel,
      onReady: chain.onReady,
    },
    withdrawn: async () => toAmount(chain.withdrawn),
    isOpen: async () => chain.isOpen,
    feeOf: async () => toAmount(5n),
    withdrawalMs,
    intervalMs: 10,
    now: () => now,
    onChange: () => undefined,
    onProblem: (problem) => {
      throw problem
    },
    ...options,
  })
  await steps.start()
  return steps
}

const stateOf = (steps: ChainSteps) => steps.list().map(({ kind, state }) => `${kind} ${state}`)

test('what is put in, taken out and closed stands there with what it cost', async () => {
  const steps = await startSteps()
  await steps.deposit(hub, toAmount(10n))
  now += 1
  await steps.withdraw(hub, toAmount(4n))
  now += 1
  await steps.close(hub)
  await steps.stop()
  expect(steps.list()).toMatchObject([
    { kind: 'close', amount: 26n, state: 'done', hash, fee: 5n },
    { kind: 'withdraw', amount: 4n, state: 'done', hash, fee: 5n },
    { kind: 'deposit', amount: 10n, state: 'done', hash, fee: 5n },
  ])
})

test('what the chain refuses has failed, with the reason', async () => {
  const steps = await startSteps()
  chain.withdraw = async () => {
    throw new BuskerError('RAIDEN_BALANCE_TOO_LOW', 'Less than that is there.')
  }
  await expect(steps.withdraw(hub, toAmount(400n))).rejects.toMatchObject({ code: 'RAIDEN_BALANCE_TOO_LOW' })
  expect(steps.list()).toMatchObject([{ state: 'failed', code: 'RAIDEN_BALANCE_TOO_LOW' }])
  await steps.stop()
})

test.each([
  ['deposit', 'before'],
  ['deposit', 'after'],
  ['withdraw', 'after'],
  ['close', 'before'],
  ['close', 'after'],
] as const)('a %s whose Raiden dies %s the chain has it is done once', async (kind, moment) => {
  const steps = await startSteps()
  chain.dies = moment
  const amount = toAmount(5n)
  const begun = kind === 'close' ? steps.close(hub) : steps[kind](hub, amount)
  await expect(begun).rejects.toMatchObject({ code: 'PROCESS_CRASHED' })
  expect(stateOf(steps)).toEqual([`${kind} running`])
  await steps.stop()
  const again = await startSteps()
  await vi.waitFor(() => expect(stateOf(again)).toEqual([`${kind} done`]))
  chain.restart()
  await again.stop()
  expect(chain).toMatchObject({
    deposit: kind === 'deposit' ? 25n : 20n,
    withdrawn: kind === 'withdraw' ? 5n : 0n,
    isOpen: kind !== 'close',
  })
  expect(chain.sent).toBe(moment === 'before' ? 2 : 1)
  // What another process has sent is not known by its hash, nor is what it cost.
  const isSentAnew = kind === 'close' && moment === 'before'
  expect(again.list()).toMatchObject([isSentAnew ? { hash, fee: 5n } : { hash: null, fee: null }])
})

test('an interrupted deposit is finished once, whoever comes to it first', async () => {
  const depositUpTo = vi.spyOn(chain, 'depositUpTo')
  const steps = await startSteps()
  chain.dies = 'before'
  await expect(steps.deposit(hub, toAmount(5n))).rejects.toMatchObject({ code: 'PROCESS_CRASHED' })
  const next = steps.deposit(hub, toAmount(7n))
  chain.restart()
  await next
  await steps.stop()
  expect([chain.deposit, depositUpTo.mock.calls]).toEqual([32n, [[hub, 25n]]])
})

test('a withdrawal that was interrupted may still come; after that it has failed, and is never sent again', async () => {
  const steps = await startSteps()
  chain.dies = 'before'
  await expect(steps.withdraw(hub, toAmount(5n))).rejects.toMatchObject({ code: 'PROCESS_CRASHED' })
  chain.restart()
  now += withdrawalMs
  expect(stateOf(steps)).toEqual(['withdraw running'])
  now += 1
  await vi.waitFor(() => expect(stateOf(steps)).toEqual(['withdraw failed']))
  expect(steps.list()).toMatchObject([{ code: 'WALLET_WITHDRAWAL_LOST' }])
  expect(chain.sent).toBe(1)
  await steps.stop()
})

test('two that are asked for at once both count', async () => {
  const steps = await startSteps()
  chain.dies = 'before'
  const both = await Promise.allSettled([steps.deposit(hub, toAmount(5n)), steps.deposit(hub, toAmount(7n))])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  await steps.stop()
  expect(chain.deposit).toBe(32n)
  expect(stateOf(steps)).toEqual(['deposit done', 'deposit done'])
})

test('who asks for a total again after a crash has it once, and failed attempts are not listed', async () => {
  const steps = await startSteps()
  chain.dies = 'after'
  await expect(steps.depositUpTo(hub, toAmount(45n))).rejects.toMatchObject({ code: 'PROCESS_CRASHED' })
  await steps.depositUpTo(hub, toAmount(45n))
  expect(chain).toMatchObject({ deposit: 45n, sent: 1 })
  chain.addDeposit = async () => {
    throw new BuskerError('RAIDEN_CHAIN_UNREACHABLE', 'No address of the chain answers.')
  }
  for (let time = 0; time < 3; time += 1) {
    await expect(steps.depositUpTo(hub, toAmount(60n))).rejects.toMatchObject({
      code: 'RAIDEN_CHAIN_UNREACHABLE',
    })
  }
  expect(stateOf(steps)).toEqual(['deposit done'])
  await steps.stop()
})

test('a total that is asked for twice is taken out once', async () => {
  const steps = await startSteps()
  await Promise.all([steps.withdrawUpTo(hub, toAmount(6n)), steps.withdrawUpTo(hub, toAmount(6n))])
  expect([chain.withdrawn, chain.sent, await steps.withdrawn(hub)]).toEqual([6n, 1, 6n])
  await steps.withdrawUpTo(hub, toAmount(9n))
  now += 1
  await steps.withdrawUpTo(hub, toAmount(2n))
  expect([chain.withdrawn, chain.sent]).toEqual([9n, 2])
  expect(steps.list().map(({ amount }) => amount)).toEqual(expect.arrayContaining([6n, 3n]))
  await steps.stop()
})

test('while it is not known what became of one withdrawal, another is not begun', async () => {
  const steps = await startSteps()
  chain.dies = 'before'
  await expect(steps.withdraw(hub, toAmount(5n))).rejects.toMatchObject({ code: 'PROCESS_CRASHED' })
  await expect(steps.withdraw(hub, toAmount(7n))).rejects.toMatchObject({ code: 'RAIDEN_BUSY' })
  expect(chain.withdrawn).toBe(0n)
  await steps.stop()
})

test('an interrupted deposit into a connection that is closed meanwhile has failed', async () => {
  const steps = await startSteps()
  chain.dies = 'before'
  await expect(steps.deposit(hub, toAmount(5n))).rejects.toMatchObject({ code: 'PROCESS_CRASHED' })
  chain.isOpen = false
  chain.restart()
  await vi.waitFor(() => expect(stateOf(steps)).toEqual(['deposit failed']))
  await steps.stop()
})

test('what others have done on the chain is noted once', async () => {
  const steps = await startSteps()
  for (let time = 0; time < 2; time += 1) steps.note('settle-12', 'settle', hub, toAmount(31n))
  expect(steps.list()).toMatchObject([{ id: 'settle-12', kind: 'settle', amount: 31n, state: 'done' }])
  await steps.stop()
})

test('while one withdrawal is not known to be done, money can be taken out of another connection, and put into this', async () => {
  const steps = await startSteps()
  chain.dies = 'before'
  await expect(steps.withdraw(hub, toAmount(5n))).rejects.toMatchObject({ code: 'PROCESS_CRASHED' })
  await steps.withdraw(somebody, toAmount(3n))
  await steps.deposit(hub, toAmount(7n))
  expect([chain.withdrawn, chain.deposit]).toEqual([3n, 27n])
  await steps.stop()
})

test('an interrupted deposit keeps nobody from taking money out, nor from depositing elsewhere', async () => {
  const depositUpTo = vi.spyOn(chain, 'depositUpTo')
  const steps = await startSteps()
  chain.dies = 'before'
  await expect(steps.deposit(hub, toAmount(5n))).rejects.toMatchObject({ code: 'PROCESS_CRASHED' })
  await steps.withdraw(hub, toAmount(2n))
  await steps.deposit(somebody, toAmount(1n))
  expect(depositUpTo).not.toHaveBeenCalled()
  expect(stateOf(steps).toSorted()).toEqual(['deposit done', 'deposit running', 'withdraw done'])
  await steps.stop()
})

test('a withdrawal up to a total waits for one that was interrupted', async () => {
  const steps = await startSteps()
  chain.dies = 'before'
  await expect(steps.withdrawUpTo(hub, toAmount(6n))).rejects.toMatchObject({ code: 'PROCESS_CRASHED' })
  await expect(steps.withdrawUpTo(hub, toAmount(6n))).rejects.toMatchObject({ code: 'RAIDEN_BUSY' })
  chain.withdrawn = 6n
  chain.restart()
  await vi.waitFor(() => expect(stateOf(steps)).toEqual(['withdraw done']))
  expect(chain.sent).toBe(1)
  await steps.stop()
})

test('only an open channel with this partner counts', async () => {
  chain.channels = async () =>
    [
      { partner: somebody, state: 'open', ownDeposit: 900n, ownWithdrawable: 900n },
      { partner: hub, state: 'closed', ownDeposit: 800n, ownWithdrawable: 800n },
    ] as Channel[]
  const steps = await startSteps()
  await steps.depositUpTo(hub, toAmount(10n))
  now += 1
  await steps.deposit(hub, toAmount(10n))
  now += 1
  await steps.close(hub)
  expect(steps.list()).toMatchObject([
    { kind: 'close', amount: 0n, goal: null },
    { kind: 'deposit', amount: 10n, goal: 10n },
    { kind: 'deposit', amount: 10n, goal: 10n },
  ])
  await steps.stop()
})

test('a step is written before it is sent, told at each change, and done though its cost is not known', async () => {
  const told: unknown[] = []
  const steps: ChainSteps = await startSteps({
    feeOf: async () => {
      throw new Error('no endpoint answers')
    },
    onChange: () =>
      told.push(steps.list().map(({ state, hash: sent, changedAt }) => [state, sent, changedAt])),
  })
  chain.addDeposit = async () => {
    now += 9
    return hash
  }
  const started = now
  await steps.deposit(hub, toAmount(1n))
  expect(told).toEqual([[['running', null, started]], [['done', hash, started + 9]]])
  expect(steps.list()).toMatchObject([{ fee: null, code: null, message: null }])
  steps.note('settle-1', 'settle', hub, toAmount(1n))
  steps.note('settle-1', 'settle', hub, toAmount(1n))
  expect(told).toHaveLength(3)
  await steps.stop()
})

test('what an interrupted step waits for is told, and what only this program can be blamed for, too', async () => {
  const problems: unknown[] = []
  let failure: Error = new BuskerError('RAIDEN_CHAIN_UNREACHABLE', 'No address of the chain answers.')
  const steps = await startSteps({
    onProblem: (problem) => problems.push(problem),
    isOpen: async () => {
      throw failure
    },
  })
  chain.dies = 'before'
  await expect(steps.close(hub)).rejects.toMatchObject({ code: 'PROCESS_CRASHED' })
  expect(steps.list()).toMatchObject([{ state: 'running', code: 'PROCESS_CRASHED' }])
  chain.restart()
  await vi.waitFor(() =>
    expect(steps.list()).toMatchObject([
      { state: 'running', code: 'RAIDEN_CHAIN_UNREACHABLE', message: 'No address of the chain answers.' },
    ]),
  )
  expect(problems).toEqual([])
  failure = new Error('a fault')
  await vi.waitFor(() => expect(problems[0]).toBe(failure))
  await steps.stop()
})

test('what may still come is waited for to the millisecond, and looked at by itself', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const withdrawn = vi.fn<ChainStepsOptions['withdrawn']>(async () => toAmount(0n))
  const steps = await startSteps({ withdrawn })
  chain.dies = 'before'
  await expect(steps.withdraw(hub, toAmount(5n))).rejects.toMatchObject({ code: 'PROCESS_CRASHED' })
  expect(vi.getTimerCount()).toBe(0)
  now += withdrawalMs
  chain.restart()
  await vi.advanceTimersByTimeAsync(50)
  expect(withdrawn).toHaveBeenCalledTimes(7)
  expect(stateOf(steps)).toEqual(['withdraw running'])
  now += 1
  await vi.advanceTimersByTimeAsync(10)
  expect(stateOf(steps)).toEqual(['withdraw failed'])
  expect(vi.getTimerCount()).toBe(0)
  await steps.stop()
})

test('the end waits for the look under way, and nothing is looked at any more', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const answer = Promise.withResolvers<boolean>()
  const isOpen = vi.fn<ChainStepsOptions['isOpen']>().mockReturnValue(answer.promise)
  const unsubscribe = vi.fn<() => void>()
  const onReady = chain.onReady
  chain.onReady = (listener) => {
    onReady(listener)
    return () => unsubscribe()
  }
  const steps = await startSteps({ isOpen })
  await steps.start()
  for (const partner of [hub, somebody]) {
    chain.dies = 'before'
    await expect(steps.close(partner)).rejects.toMatchObject({ code: 'PROCESS_CRASHED' })
  }
  chain.restart()
  await vi.advanceTimersByTimeAsync(0)
  expect(isOpen).toHaveBeenCalledOnce()
  const stopped = steps.stop()
  expect(unsubscribe).toHaveBeenCalledOnce()
  answer.resolve(false)
  await stopped
  expect(stateOf(steps).toSorted()).toEqual(['close done', 'close running'])
  expect([isOpen.mock.calls.length, vi.getTimerCount()]).toEqual([1, 0])
})

test('one look at a time is planned, and none after the end, nor where there was no start', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const steps = await startSteps()
  chain.dies = 'before'
  await expect(steps.withdraw(hub, toAmount(5n))).rejects.toMatchObject({ code: 'PROCESS_CRASHED' })
  for (let time = 0; time < 2; time += 1) {
    chain.restart()
    await vi.advanceTimersByTimeAsync(0)
  }
  expect(vi.getTimerCount()).toBe(1)
  await steps.stop()
  await steps.stop()
  expect(vi.getTimerCount()).toBe(0)
})

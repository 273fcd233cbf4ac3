import assert from 'node:assert/strict'
import { join } from 'node:path'
import pRetry from 'p-retry'
import type { NodeProcess } from '../../src/cli/nodeProcess.ts'
import { compareSignals } from '../../src/testAudio/compareSignals.ts'
import { readSignal } from '../../src/testAudio/signal.ts'
import { findFfmpeg } from '../../src/process/tools.ts'
import type { PurchaseView, SaleView, WorkView } from '../../src/shared/api/node.ts'
import { isBuskerError } from '../../src/shared/errors.ts'
import type { Amount } from '../../src/shared/money.ts'
import { hasFailed, purchaseStates, saleStates } from '../../src/shared/orderStates.ts'
import type { SagaPhase } from '../../src/node/saga/saga.ts'
import { channelTokens } from './channelTokens.ts'
import { isKillPointArmed, disarmKillPoint, armKillPoint } from './killPoint.ts'
import type { CrashHarness } from './crashHarness.ts'

/** Who is killed. */
export const victims = [
  'node',
  'its Raiden child',
  'the other node',
  'the other Raiden child',
  'homeserver',
  'hub',
  'ursula-1',
] as const
export type Victim = (typeof victims)[number]

/** One crash: when an order's side stands at this step of this row, the victim gets SIGKILL. */
export interface Crash {
  readonly row: string
  readonly step: SagaPhase
  readonly victim: Victim
}

/** A way an order goes in real time, and how it must end. */
export interface CrashScenario {
  readonly price: Amount
  /** Asks the listener's node for what a person would ask, until it is done. */
  run(harness: CrashHarness, work: WorkView): Promise<void>
  readonly expected: 'owned' | 'not bought'
}

interface Balances {
  readonly artist: bigint
  readonly listener: bigint
  readonly total: bigint
  readonly payments: number
}

/**
 * Plays an order with a crash in it, starts again what died, and looks whether every invariant holds.
 *
 * @returns false where the crash's moment did not come
 */
export async function runRound(
  harness: CrashHarness,
  scenario: CrashScenario,
  crash: Crash,
  title: string,
): Promise<boolean> {
  const work = await retryThroughCrash(harness, () => harness.publish(title, scenario.price))
  const before = await retryThroughCrash(harness, () => settledBalances(harness))
  const node = crash.row.startsWith('purchase') ? harness.listener : harness.artist
  armKillPoint(node.folder, {
    row: crash.row,
    step: crash.step,
    pid: await pidOf(harness, node, crash.victim),
  })
  try {
    await retryThroughCrash(harness, () => scenario.run(harness, work))
    const cost = scenario.expected === 'owned' ? scenario.price : 0n
    await retryThroughCrash(harness, () => assertEnd(harness, work, scenario))
    await retryThroughCrash(harness, () => assertBalances(harness, before, cost))
    return !isKillPointArmed(node.folder)
  } finally {
    disarmKillPoint(node.folder)
  }
}

/** A person's patience: what died is started again, and what a crash interrupted is asked again. */
export async function retryThroughCrash<T>(harness: CrashHarness, action: () => Promise<T>): Promise<T> {
  return pRetry(
    async () => {
      await harness.restartDeadNodes()
      const watch = setInterval(() => void harness.restartDeadNodes().catch(() => undefined), 200)
      try {
        return await action()
      } finally {
        clearInterval(watch)
      }
    },
    { retries: 120, factor: 1, minTimeout: 500, shouldRetry: ({ error }) => isTransient(error) },
  )
}

async function pidOf(harness: CrashHarness, node: NodeProcess, victim: Victim): Promise<number | null> {
  const other = node === harness.artist ? harness.listener : harness.artist
  switch (victim) {
    case 'node':
      return null
    case 'its Raiden child':
      return harness.raidenPidOf(node)
    case 'the other node':
      return other.pid ?? null
    case 'the other Raiden child':
      return harness.raidenPidOf(other)
    case 'homeserver':
    case 'hub':
    case 'ursula-1':
      return harness.pidOf(victim)
  }
}

async function assertEnd(
  harness: CrashHarness,
  work: WorkView,
  { expected: ends }: CrashScenario,
): Promise<void> {
  const { artist, listener, folder } = harness
  const [allPurchases, allSales] = [await listener.ask('purchases', {}), await artist.ask('sales', {})]
  assertOrderInvariants(allPurchases, allSales)
  const purchases = allPurchases.filter(({ label }) => label === work.label)
  const sales = allSales.filter(({ label }) => label === work.label)
  const grants = (await artist.ask('grants', {})).filter(({ label }) => label === work.label)
  const written = { labels: [work.label], format: 'wav' as const, folder: join(folder, 'out') }
  if (ends === 'not bought') {
    assert.ok(
      purchases.every(({ isSettled, hasAccess }) => isSettled && !hasAccess),
      'no order is left open',
    )
    assert.equal(grants.length, 0, 'nothing was granted')
    await assert.rejects(listener.ask('exportFiles', written), {
      code: 'PLAYBACK_NOT_OWNED',
    })
    return
  }
  const live = purchases.filter((purchase) => !hasFailed(purchase))
  assert.deepEqual(
    live.map(({ state }) => state),
    ['owned'],
    'one order, and it is owned',
  )
  assert.deepEqual(
    sales.map(({ state }) => state),
    ['delivered'],
    'one sale, and it is delivered',
  )
  assert.equal(grants.length, 1, 'exactly one policy')
  const [file] = (await listener.ask('exportFiles', written)).files
  assert.ok(
    file !== undefined && (await isSameAudio(harness.piece, file.file)),
    'what plays is the artist’s sound',
  )
}

/** What holds of every order, whatever was killed: also of those of earlier rounds. */
function assertOrderInvariants(purchases: readonly PurchaseView[], sales: readonly SaleView[]): void {
  const paid = purchases.filter(({ paid: amount }) => amount !== null)
  const granted = sales.filter(({ state }) => saleStates[state].money !== 'untouched')
  for (const [what, orders] of [
    ['nobody pays twice for one label and recipient', paid],
    ['an order is granted at most once', granted],
  ] as const) {
    const keys = orders.map(({ label, recipient }) => `${label} ${recipient}`)
    assert.equal(new Set(keys).size, keys.length, what)
  }
  const endless = [
    ...purchases.filter(({ state, deadline }) => !purchaseStates[state].isSettled && deadline === null),
    ...sales.filter(({ state, deadline }) => !saleStates[state].isSettled && deadline === null),
  ]
  assert.deepEqual(endless, [], 'every order that is not settled has a deadline')
}

async function isSameAudio(original: string, bought: string): Promise<boolean> {
  const ffmpeg = await findFfmpeg()
  const [one, other] = await Promise.all(
    [original, bought].map((file) => readSignal(file, { ffmpeg, sampleRate: 44_100 })),
  )
  if (one === undefined || other === undefined) return false
  return compareSignals(one, other, { minSeconds: 3 }).same
}

async function assertBalances(harness: CrashHarness, before: Balances, cost: bigint): Promise<void> {
  const now = await settledBalances(harness)
  const fee = before.listener - now.listener - cost
  assert.equal(now.artist - before.artist, cost, 'the artist has the price, once')
  assert.ok(fee >= 0n && (cost > 0n || fee === 0n), 'the listener paid the price and the fee, once')
  assert.equal(now.total, before.total, 'money is conserved over the channels')
  assert.ok(now.payments >= before.payments, 'no payment is forgotten')
}

/**
 * Balances when no payment is under way: then all there is in a channel belongs to one of its ends.
 *
 * @throws AssertionError while something is locked
 */
async function settledBalances({ artist, listener, localnet }: CrashHarness): Promise<Balances> {
  const [a, l] = await Promise.all([artist.ask('wallet', {}), listener.ask('wallet', {})])
  for (const { account, spendable, receivable } of [a, l]) {
    const inChannel = await channelTokens(localnet.profile, account)
    assert.equal(spendable + receivable, inChannel, `nothing is locked in the channel of ${account}`)
  }
  const [ap, lp] = await Promise.all([
    artist.ask('payments', { limit: 1000 }),
    listener.ask('payments', { limit: 1000 }),
  ])
  return {
    artist: a.spendable,
    listener: l.spendable,
    total: a.spendable + a.receivable + l.spendable + l.receivable,
    payments: ap.length + lp.length,
  }
}

/** What a crash, and nothing else, explains: it is over when what died runs again. */
function isTransient(error: unknown): boolean {
  if (error instanceof assert.AssertionError) return true
  const codes = ['CONTROL_', 'PROCESS_', 'IPFS_', 'RAIDEN_', 'HUB_', 'POLICY_TOO_FEW_']
  return isBuskerError(error) && codes.some((code) => error.code.startsWith(code))
}

import assert from 'node:assert/strict'
import { join } from 'node:path'
import pRetry from 'p-retry'
import type { Party } from '../../src/cli/demo/party.ts'
import { compare } from '../../src/node/media/compare.ts'
import { readSignal } from '../../src/node/media/signal.ts'
import { findFfmpeg } from '../../src/process/tools.ts'
import type { WorkView } from '../../src/shared/api/node.ts'
import { isBuskerError } from '../../src/shared/errors.ts'
import type { Amount } from '../../src/shared/money.ts'
import type { Step } from '../../src/node/market/saga.ts'
import { isDoomed, liftDoom, setDoom } from './doom.ts'
import type { Theatre } from './theatre.ts'

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
  readonly step: Step
  readonly victim: Victim
}

/** A way an order goes in real time, and how it must end. */
export interface Play {
  readonly price: Amount
  /** Asks the listener's node for what a person would ask, until it is done. */
  act(theatre: Theatre, work: WorkView): Promise<void>
  readonly ends: 'owned' | 'not bought'
}

interface Books {
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
export async function playRound(theatre: Theatre, play: Play, crash: Crash, title: string): Promise<boolean> {
  const [work, before] = await insist(theatre, async () => [
    await theatre.publish(title, play.price),
    await settledBooks(theatre),
  ])
  const node = crash.row.startsWith('purchase') ? theatre.listener : theatre.artist
  setDoom(node.folder, { row: crash.row, step: crash.step, pid: await pidOf(theatre, node, crash.victim) })
  try {
    await insist(theatre, () => play.act(theatre, work))
    const cost = play.ends === 'owned' ? play.price : 0n
    await insist(theatre, () => mustEnd(theatre, work, play))
    await insist(theatre, () => mustBalance(theatre, before, cost))
    return !isDoomed(node.folder)
  } finally {
    liftDoom(node.folder)
  }
}

/** A person's patience: what died is started again, and what a crash interrupted is asked again. */
export async function insist<T>(theatre: Theatre, action: () => Promise<T>): Promise<T> {
  return pRetry(
    async () => {
      await theatre.revive()
      const watch = setInterval(() => void theatre.revive().catch(() => undefined), 200)
      try {
        return await action()
      } finally {
        clearInterval(watch)
      }
    },
    { retries: 120, factor: 1, minTimeout: 500, shouldRetry: ({ error }) => isPassing(error) },
  )
}

async function pidOf(theatre: Theatre, node: Party, victim: Victim): Promise<number | null> {
  const other = node === theatre.artist ? theatre.listener : theatre.artist
  switch (victim) {
    case 'node':
      return null
    case 'its Raiden child':
      return theatre.raidenOf(node)
    case 'the other node':
      return other.pid ?? null
    case 'the other Raiden child':
      return theatre.raidenOf(other)
    case 'homeserver':
    case 'hub':
    case 'ursula-1':
      return theatre.pidOf(victim)
  }
}

async function mustEnd(theatre: Theatre, work: WorkView, { ends }: Play): Promise<void> {
  const { artist, listener, folder } = theatre
  const purchases = (await listener.ask('purchases', {})).filter(({ label }) => label === work.label)
  const sales = (await artist.ask('sales', {})).filter(({ label }) => label === work.label)
  const grants = (await artist.ask('grants', {})).filter(({ label }) => label === work.label)
  const file = join(folder, 'out.wav')
  if (ends === 'not bought') {
    assert.ok(
      purchases.every(({ isSettled, hasAccess }) => isSettled && !hasAccess),
      'no order is left open',
    )
    assert.equal(grants.length, 0, 'nothing was granted')
    await assert.rejects(listener.ask('exportSound', { label: work.label, file }), {
      code: 'PLAYBACK_NOT_OWNED',
    })
    return
  }
  const live = purchases.filter(
    ({ state }) => !['declined', 'cancelled', 'expired', 'failed'].includes(state),
  )
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
  await listener.ask('exportSound', { label: work.label, file })
  assert.ok(await sounds(theatre.piece, file), 'what plays is the artist’s sound')
}

async function sounds(original: string, bought: string): Promise<boolean> {
  const ffmpeg = await findFfmpeg()
  const [one, other] = await Promise.all(
    [original, bought].map((file) => readSignal(file, { ffmpeg, sampleRate: 44_100 })),
  )
  if (one === undefined || other === undefined) return false
  return compare(one, other, { minSeconds: 3 }).same
}

async function mustBalance(theatre: Theatre, before: Books, cost: bigint): Promise<void> {
  const now = await settledBooks(theatre)
  const fee = before.listener - now.listener - cost
  assert.equal(now.artist - before.artist, cost, 'the artist has the price, once')
  assert.ok(fee >= 0n && (cost > 0n || fee === 0n), 'the listener paid the price and the fee, once')
  assert.equal(now.total, before.total, 'money is conserved over the channels')
  assert.ok(now.payments >= before.payments, 'no payment is forgotten')
}

/** Balances when no payment is under way: then all there is in a channel belongs to one of its ends. */
async function settledBooks({ artist, listener }: Theatre): Promise<Books> {
  const [a, l] = await Promise.all([artist.ask('wallet', {}), listener.ask('wallet', {})])
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
function isPassing(error: unknown): boolean {
  if (error instanceof assert.AssertionError) return true
  const codes = ['CONTROL_', 'PROCESS_', 'IPFS_', 'RAIDEN_', 'HUB_', 'CLI_NODE_', 'POLICY_TOO_FEW']
  return isBuskerError(error) && codes.some((code) => error.code.startsWith(code))
}

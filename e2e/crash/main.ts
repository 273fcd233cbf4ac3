// npm run crash -- --rounds N --seed S: kills everything everywhere and looks whether all invariants hold.
import { mkdir, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import Table from 'cli-table3'
import fc from 'fast-check'
import { everyCrash, interruptedPurchase, type PlannedCrash } from './scenarios.ts'
import { type Crash, retryThroughCrash, runRound, victims } from './round.ts'
import { CrashHarness } from './crashHarness.ts'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '20' }, seed: { type: 'string' } },
})
const rounds = Number(values.rounds)
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed)
/** Of ten rounds so many are killed after some write to disk that has nothing to do with the order's rows. */
const randomWriteRounds = 3
/** A little more than a purchase makes: then the kill comes right after it. */
const maxWrites = 110

interface Outcome {
  readonly round: number
  readonly crash: Crash | { readonly afterWrites: number; readonly victim: string }
  readonly outcome: 'held' | 'not reached' | 'broken'
  readonly error: string | null
  readonly ms: number
}

const outcomes: Outcome[] = []
const stop = new AbortController()
process.once('SIGINT', () => stop.abort())
process.stderr.write(`${rounds} rounds, seed ${seed}\n`)
const harness = await CrashHarness.open()
try {
  const plan = planRounds(rounds)
  for (let round = 0; round < rounds && !stop.signal.aborted; round++) {
    const outcome = await runPlanned(round, plan[round] ?? everyCrash[0])
    outcomes.push(outcome)
    process.stderr.write(`${round + 1}/${rounds} ${describeOutcome(outcome)}\n`)
  }
} finally {
  await harness.close()
}
await writeReport()

function planRounds(count: number): (PlannedCrash | number)[] {
  const writes = fc.sample(fc.integer({ min: 1, max: maxWrites }), { numRuns: count, seed })
  const crashes = fc.sample(fc.shuffledSubarray([...everyCrash], { minLength: everyCrash.length }), {
    numRuns: Math.ceil(count / everyCrash.length),
    seed,
  })
  const ordered = crashes.flat()
  return writes.map((after, round) => (round % 10 < randomWriteRounds ? after : (ordered[round] ?? after)))
}

async function runPlanned(round: number, planned: PlannedCrash | number | undefined): Promise<Outcome> {
  const startedAt = Date.now()
  const title = `Round ${round}`
  const crash =
    typeof planned === 'object'
      ? planned.crash
      : { afterWrites: planned ?? 1, victim: victims[(round + seed) % victims.length] ?? 'node' }
  const done = (outcome: Outcome['outcome'], error: string | null): Outcome => ({
    round,
    crash,
    outcome,
    error,
    ms: Date.now() - startedAt,
  })
  try {
    if (typeof planned === 'object') {
      const isReached = await runRound(harness, planned.scenario, planned.crash, title)
      return done(isReached ? 'held' : 'not reached', null)
    }
    await killAfterWrites(title, planned ?? 1, crash.victim)
    return done('held', null)
  } catch (error) {
    return done('broken', error instanceof Error ? error.message : String(error))
  }
}

async function killAfterWrites(title: string, afterWrites: number, victim: string): Promise<void> {
  const never = { row: 'purchase nowhere', step: 'before-write', victim: 'node' } as const
  let isKilled = false
  const kill = async () => {
    if (isKilled) return
    isKilled = true
    if (victim === 'homeserver' || victim === 'hub' || victim === 'ursula-1') {
      process.kill(await harness.pidOf(victim), 'SIGKILL')
    } else if (victim.includes('Raiden')) {
      const nodeProcess = victim.startsWith('its') ? harness.listener : harness.artist
      process.kill(await harness.raidenPidOf(nodeProcess), 'SIGKILL')
    } else {
      await (victim === 'node' ? harness.listener : harness.artist).kill()
    }
  }
  await retryThroughCrash(harness, async () => undefined)
  await runRound(harness, interruptedPurchase(kill, afterWrites), never, title)
}

function describeOutcome({ crash, outcome, error, ms }: Outcome): string {
  const where = 'row' in crash ? `${crash.step} of “${crash.row}”` : `after ${crash.afterWrites} writes`
  return `${outcome}: SIGKILL of ${crash.victim} ${where} (${(ms / 1000).toFixed(1)} s)${error === null ? '' : `: ${error}`}`
}

async function writeReport(): Promise<void> {
  const table = new Table({ head: ['outcome', 'rounds'], style: { head: [], border: [] } })
  for (const kind of ['held', 'not reached', 'broken'] as const) {
    table.push([kind, outcomes.filter(({ outcome }) => outcome === kind).length])
  }
  await mkdir('out', { recursive: true })
  await writeFile('out/crash.json', `${JSON.stringify({ seed, rounds, outcomes }, null, 2)}\n`)
  process.stdout.write(`${table.toString()}\n`)
  const isWhole = outcomes.length === rounds && outcomes.every(({ outcome }) => outcome !== 'broken')
  process.exitCode = isWhole ? 0 : 1
}

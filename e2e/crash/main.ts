// npm run crash -- --rounds N --seed S [--adversaries] [--only TEXT]: kills everything everywhere, cheats, sets clocks wrong, and
// looks whether all invariants hold. --only: adversaries alone, those whose name has this in it. What is known of a round that broke
// is in out/crash.
import { mkdir, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import Table from 'cli-table3'
import fc from 'fast-check'
import { adversaries } from './adversaries.ts'
import type { Adversary } from './adversaries/adversary.ts'
import { AdversaryHarness } from './adversaryHarness.ts'
import { runAdversary } from './adversaryRound.ts'
import { everyCrash, interruptedPurchase, type PlannedCrash } from './scenarios.ts'
import { retryThroughCrash, runRound, victims } from './round.ts'
import type { NodeProcess } from '../../src/cli/nodeProcess.ts'
import { CrashHarness } from './crashHarness.ts'
import { keepEvidence } from './evidence.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    seed: { type: 'string' },
    adversaries: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
})
const rounds = Number(values.rounds)
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed)
/** Of ten rounds so many are killed after some write to disk that has nothing to do with the order's rows. */
const randomWriteRounds = 3
/** A little more than a purchase makes: then the kill comes right after it. */
const maxWrites = 110

const chosen = adversaries.filter(({ name }) => name.includes(values.only ?? ''))
if (chosen.length === 0) throw new Error(`No adversary's name has “${values.only}” in it.`)
/** With adversaries, every fourth round is one's. */
const adversaryEvery = values.only === undefined ? 4 : 1

interface Outcome {
  readonly round: number
  readonly what: string
  readonly outcome: 'held' | 'not reached' | 'broken'
  readonly error: string | null
  readonly ms: number
}

const outcomes: Outcome[] = []
/** Rounds of whose breaking something is kept. */
const kept = new Set<number>()
const stop = new AbortController()
process.once('SIGINT', () => stop.abort())
process.stderr.write(`${rounds} rounds, seed ${seed}\n`)
const isDishonest = values.adversaries || values.only !== undefined
const dishonest = isDishonest ? await AdversaryHarness.open() : null
const harness = dishonest?.crash ?? (await CrashHarness.open())
try {
  const plan = planRounds(rounds)
  const cheats = fc
    .sample(fc.shuffledSubarray(chosen, { minLength: chosen.length }), { numRuns: rounds, seed })
    .flat()
  for (let round = 0; round < rounds && !stop.signal.aborted; round++) {
    const adversary = round % adversaryEvery === 0 ? cheats[round / adversaryEvery] : undefined
    const outcome =
      dishonest !== null && adversary !== undefined
        ? await runCheat(dishonest, round, adversary)
        : await runPlanned(round, plan[round] ?? everyCrash[0])
    outcomes.push(outcome)
    process.stderr.write(`${round + 1}/${rounds} ${describeOutcome(outcome)}\n`)
    if (outcome.outcome === 'broken') await keepOnce(round, people())
  }
} finally {
  await (dishonest ?? harness).close()
}
await writeReport()

/** Only the first time: what is known before anything was undone tells most. */
async function keepOnce(round: number, of: readonly NodeProcess[]): Promise<void> {
  if (kept.has(round)) return
  kept.add(round)
  await keepEvidence(harness, `out/crash/seed-${seed}-round-${round}`, of)
}

function people(): readonly NodeProcess[] {
  return dishonest?.people ?? [harness.artist, harness.listener]
}

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
  const title = `Round ${round}`
  if (typeof planned === 'object') {
    const { scenario, crash } = planned
    const what = `SIGKILL of ${crash.victim} ${crash.step} of “${crash.row}”`
    return runAndRecord(round, what, () => runRound(harness, scenario, crash, title))
  }
  const afterWrites = planned ?? 1
  const victim = victims[(round + seed) % victims.length] ?? 'node'
  return runAndRecord(round, `SIGKILL of ${victim} after ${afterWrites} writes`, async () => {
    await killAfterWrites(title, afterWrites, victim)
    return true
  })
}

function runCheat(on: AdversaryHarness, round: number, adversary: Adversary): Promise<Outcome> {
  return runAndRecord(round, adversary.name, async () => {
    await retryThroughCrash(harness, async () => undefined)
    await runAdversary(on, adversary, `Round ${round}`, {
      onBroken: (everybody) => keepOnce(round, everybody),
    })
    return true
  })
}

/** @param play returns whether what was planned came to pass */
async function runAndRecord(round: number, what: string, play: () => Promise<boolean>): Promise<Outcome> {
  const startedAt = Date.now()
  const done = (outcome: Outcome['outcome'], error: string | null): Outcome => ({
    round,
    what,
    outcome,
    error,
    ms: Date.now() - startedAt,
  })
  try {
    return done((await play()) ? 'held' : 'not reached', null)
  } catch (error) {
    return done('broken', error instanceof Error ? (error.stack ?? error.message) : String(error))
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

function describeOutcome({ what, outcome, error, ms }: Outcome): string {
  return `${outcome}: ${what} (${(ms / 1000).toFixed(1)} s)${error === null ? '' : `: ${error}`}`
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

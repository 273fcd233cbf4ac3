// npm run crash -- --rounds N --seed S: kills everything everywhere and looks whether all invariants hold.
import { mkdir, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import Table from 'cli-table3'
import fc from 'fast-check'
import { everyCrash, interrupted, type PlannedCrash } from './plays.ts'
import { type Crash, insist, playRound, victims } from './round.ts'
import { Theatre } from './theatre.ts'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '20' }, seed: { type: 'string' } },
})
const rounds = Number(values.rounds)
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed)
/** Of ten rounds so many are killed at a time that has nothing to do with the order. */
const atRandomTimes = 3

interface Outcome {
  readonly round: number
  readonly crash: Crash | { readonly afterMs: number; readonly victim: string }
  readonly outcome: 'held' | 'not reached' | 'broken'
  readonly error: string | null
  readonly ms: number
}

const outcomes: Outcome[] = []
const stop = new AbortController()
process.once('SIGINT', () => stop.abort())
process.stderr.write(`${rounds} rounds, seed ${seed}\n`)
const theatre = await Theatre.open()
try {
  const plan = planFor(rounds)
  for (let round = 0; round < rounds && !stop.signal.aborted; round++) {
    const outcome = await play(round, plan[round] ?? everyCrash[0])
    outcomes.push(outcome)
    process.stderr.write(`${round + 1}/${rounds} ${describe(outcome)}\n`)
  }
} finally {
  await theatre.close()
}
await report()

function planFor(count: number): (PlannedCrash | number)[] {
  const times = fc.sample(fc.integer({ min: 0, max: 1500 }), { numRuns: count, seed })
  const crashes = fc.sample(fc.shuffledSubarray([...everyCrash], { minLength: everyCrash.length }), {
    numRuns: Math.ceil(count / everyCrash.length),
    seed,
  })
  const ordered = crashes.flat()
  return times.map((time, round) => (round % 10 < atRandomTimes ? time : (ordered[round] ?? time)))
}

async function play(round: number, planned: PlannedCrash | number | undefined): Promise<Outcome> {
  const startedAt = Date.now()
  const title = `Round ${round}`
  const crash =
    typeof planned === 'object'
      ? planned.crash
      : { afterMs: planned ?? 0, victim: victims[(round + seed) % victims.length] ?? 'node' }
  const done = (outcome: Outcome['outcome'], error: string | null): Outcome => ({
    round,
    crash,
    outcome,
    error,
    ms: Date.now() - startedAt,
  })
  try {
    if (typeof planned === 'object') {
      const isReached = await playRound(theatre, planned.play, planned.crash, title)
      return done(isReached ? 'held' : 'not reached', null)
    }
    await playAtRandomTime(title, planned ?? 0, crash.victim)
    return done('held', null)
  } catch (error) {
    return done('broken', error instanceof Error ? error.message : String(error))
  }
}

async function playAtRandomTime(title: string, afterMs: number, victim: string): Promise<void> {
  const never = { row: 'purchase nowhere', step: 'before-write', victim: 'node' } as const
  let isKilled = false
  const kill = async () => {
    if (isKilled) return
    isKilled = true
    if (victim === 'homeserver' || victim === 'hub' || victim === 'ursula-1') {
      process.kill(await theatre.pidOf(victim), 'SIGKILL')
    } else if (victim.includes('Raiden')) {
      const party = victim.startsWith('its') ? theatre.listener : theatre.artist
      process.kill(await theatre.raidenOf(party), 'SIGKILL')
    } else {
      await (victim === 'node' ? theatre.listener : theatre.artist).kill()
    }
  }
  await insist(theatre, async () => undefined)
  await playRound(theatre, interrupted(kill, afterMs), never, title)
}

function describe({ crash, outcome, error, ms }: Outcome): string {
  const where = 'row' in crash ? `${crash.step} of “${crash.row}”` : `after ${crash.afterMs} ms`
  return `${outcome}: SIGKILL of ${crash.victim} ${where} (${(ms / 1000).toFixed(1)} s)${error === null ? '' : `: ${error}`}`
}

async function report(): Promise<void> {
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

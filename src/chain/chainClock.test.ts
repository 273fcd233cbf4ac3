import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ChainClock } from './chainClock.ts'
import { clockProblem } from './clockProblem.ts'
import type { BlockTime } from './endpointTime.ts'

const second = 1000
const day = 86_400 * second
const begin = 1_700_000_000_000

/** A chain with a block every `interval` ms, a machine that looks at it, and a clock of that machine that is wrong by `skew`. */
class World {
  /** What time it is, ms since epoch. */
  truth = begin + 400
  skew = 0
  readonly #interval: number

  constructor(interval = 5 * second) {
    this.#interval = interval
  }

  block(behindMs = 0): BlockTime {
    const number = Math.floor((this.truth - behindMs) / this.#interval)
    return {
      number: BigInt(number),
      timestamp: Math.floor((number * this.#interval) / second) * second,
    }
  }

  clock(endpoints: readonly (() => BlockTime | null)[]): ChainClock {
    return new ChainClock({
      readBlocks: async () => endpoints.map((read) => read()),
      pollingMs: second,
      patienceMs: second,
      steadyNow: () => this.truth - begin + 77_777,
      deviceNow: () => this.truth + this.skew,
    })
  }

  async pass(clock: ChainClock, ms: number, step = 700): Promise<void> {
    for (let passed = 0; passed < ms; passed += step) {
      await clock.poll()
      this.truth += step
    }
  }
}

test('a device that is two days fast learns the time from the next block, and by how much it is wrong', async () => {
  const world = new World()
  world.skew = 2 * day
  const clock = world.clock([() => world.block()])
  await clock.poll()
  expect(clock.isKnown).toBe(false)
  expect(clock.now()).toBe(world.truth + 2 * day)
  expect(clock.skewMs).toBeNull()
  await world.pass(clock, 15 * second)
  expect(clock.isKnown).toBe(true)
  expect(Math.abs(clock.now() - world.truth)).toBeLessThan(5 * second)
  expect(Math.abs((clock.skewMs ?? 0) - 2 * day)).toBeLessThan(5 * second)
  expect(clock.lagMs).toBeLessThan(10 * second)
})

test("a change of the system's clock moves the skew, and not the time", async () => {
  const world = new World()
  const clock = world.clock([() => world.block()])
  await world.pass(clock, 15 * second)
  const before = clock.now()
  world.skew = -20 * 60 * second
  expect(clock.now()).toBe(before)
  await world.pass(clock, 15 * second)
  expect(Math.abs(clock.now() - world.truth)).toBeLessThan(second)
  expect(clockProblem(clock.skewMs)).toMatchObject({
    code: 'CLOCK_WRONG',
    message: expect.stringMatching(/20 minutes slow.*automatic date and time/),
  })
})

test('the old block of an idle chain proves that a device is slow, and nothing about one that is fast', async () => {
  const world = new World()
  const old = world.block()
  world.truth += 3600 * second
  const clock = world.clock([() => old])
  world.skew = day
  await world.pass(clock, 90 * second)
  expect(clock.isKnown).toBe(false)
  expect(clock.skewMs).toBeNull()
  world.skew = -day
  expect(clock.skewMs).toBeLessThan(-22 * 3600 * second)
  expect(clock.now()).toBeGreaterThanOrEqual(old.timestamp)
})

test('a clock that nobody answers says so when it is started, and is known once somebody does', async () => {
  const world = new World()
  let answers = false
  const clock = new ChainClock({
    readBlocks: async () => {
      world.truth += 2 * second
      return [answers ? world.block() : null]
    },
    pollingMs: 1,
    patienceMs: 20,
    steadyNow: () => world.truth - begin,
    deviceNow: () => world.truth,
  })
  await expect(clock.start()).rejects.toMatchObject({ code: 'RAIDEN_CHAIN_UNREACHABLE' })
  answers = true
  const known = Promise.withResolvers<void>()
  clock.onChange(() => known.resolve())
  await known.promise
  await clock.start()
  expect(clock.isKnown).toBe(true)
  await clock.stop()
})

test('a chain whose blocks have stopped is no reason to believe the device', async () => {
  const world = new World()
  const old = world.block()
  const clock = new ChainClock({
    readBlocks: async () => [old],
    pollingMs: 1,
    patienceMs: 20,
    steadyNow: () => world.truth - begin,
  })
  await expect(clock.start()).rejects.toMatchObject({ code: 'CLOCK_UNKNOWN' })
  await clock.stop()
})

const liars = {
  frozen: (world: World) => {
    const first = world.block()
    return () => first
  },
  'in the future': (world: World) => () => {
    const block = world.block()
    return { ...block, timestamp: block.timestamp + 3 * day }
  },
  'far behind': (world: World) => () => world.block(6 * 3600 * second),
  'frozen in the future': (world: World) => {
    const first = world.block()
    return () => ({ ...first, timestamp: first.timestamp + 3 * day })
  },
  'of two minds': (world: World) => {
    let isOdd = false
    return () => {
      isOdd = !isOdd
      const block = world.block()
      return { number: block.number + (isOdd ? 9n : 0n), timestamp: block.timestamp + (isOdd ? day : -day) }
    }
  },
  away: () => () => null,
} as const
const lie = fc.constantFrom(...(Object.keys(liars) as (keyof typeof liars)[]))

test('one endpoint of three that lies, whichever way, moves neither time nor skew', async () => {
  await fc.assert(
    fc.asyncProperty(
      lie,
      fc.integer({ min: 0, max: 2 }),
      fc.integer({ min: -3 * day, max: 3 * day }),
      fc.constantFrom(second, 5 * second, 12 * second),
      fc.integer({ min: 0, max: 1500 }),
      async (kind, place, skew, interval, lateness) => {
        const world = new World(interval)
        world.skew = skew
        const honest = () => world.block(lateness)
        const endpoints = [honest, honest]
        const clock = world.clock(endpoints.toSpliced(place, 0, liars[kind](world) as typeof honest))
        let last = 0
        for (let round = 0; round < 12; round += 1) {
          await world.pass(clock, 10 * second)
          if (!clock.isKnown) continue
          expect(Math.abs(clock.now() - world.truth)).toBeLessThan(6 * second)
          expect(Math.abs((clock.skewMs ?? Infinity) - skew)).toBeLessThan(6 * second)
          expect(clock.now()).toBeGreaterThanOrEqual(last)
          last = clock.now()
        }
        expect(clock.isKnown).toBe(true)
      },
    ),
    { numRuns: 150 },
  )
})

test('of two endpoints that contradict each other, the one counts that the device agrees with; else neither', async () => {
  const world = new World()
  const endpoints = [() => world.block(), liars['in the future'](world)]
  const right = world.clock(endpoints)
  await world.pass(right, 20 * second)
  expect(right.isKnown).toBe(true)
  expect(Math.abs(right.now() - world.truth)).toBeLessThan(6 * second)
  expect(right.contradiction).toMatchObject({
    code: 'CLOCK_CONTRADICTED',
    message: expect.stringMatching(/by 3 days.*bear out/),
  })
  world.skew = day
  const wrong = world.clock(endpoints)
  await world.pass(wrong, 20 * second)
  expect(wrong.isKnown).toBe(false)
  expect(wrong.contradiction?.message).toContain('Nothing is paid or sold')
})

test('a chain whose time is set forward by days is followed', async () => {
  const world = new World(second)
  let ahead = 0
  const clock = world.clock([
    () => {
      const block = world.block()
      return { ...block, timestamp: block.timestamp + ahead }
    },
  ])
  await world.pass(clock, 5 * second)
  ahead = 4 * day
  await world.pass(clock, 5 * second)
  expect(Math.abs(clock.now() - world.truth - ahead)).toBeLessThan(6 * second)
})

test('an endpoint that stands still after it has served has no say any more', async () => {
  const world = new World(second)
  let ahead = 0
  let frozen: BlockTime | null = null
  const clock = world.clock([
    () => {
      const block = world.block()
      return { ...block, timestamp: block.timestamp + ahead }
    },
    () => frozen ?? world.block(),
  ])
  await world.pass(clock, 10 * second)
  frozen = world.block()
  ahead = 65 * second
  await world.pass(clock, 70 * second)
  expect(Math.abs(clock.now() - world.truth - ahead)).toBeLessThan(6 * second)
})

test('a device is told of its clock in words from two minutes on', () => {
  expect(clockProblem(null)).toBeNull()
  expect(clockProblem(119_000)).toBeNull()
  expect(clockProblem(130_000)?.message).toContain('2 minutes fast')
  expect(clockProblem(-3 * 3600_000)?.message).toContain('3 hours slow')
  expect(clockProblem(2 * day)?.message).toContain('2 days fast')
})

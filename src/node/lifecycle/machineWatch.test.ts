import { expect, test, vi } from 'vitest'
import { BuskerError } from '../../shared/errors.ts'
import { MachineWatch } from './machineWatch.ts'

test('what is wrong with a machine is told once, and again when it is right', async () => {
  vi.useFakeTimers()
  let problem: BuskerError | null = null
  const told: string[][] = []
  const failures: unknown[] = []
  let isBroken = false
  const watch = new MachineWatch({
    checks: [
      async () => problem,
      async () => {
        if (isBroken) throw new Error('It can’t be looked at.')
        return null
      },
    ],
    onChange: (warnings) => told.push(warnings.map(({ code }) => code)),
    onFailure: (error) => failures.push(error),
    intervalMs: 1000,
  })
  await watch.start()
  expect(told).toEqual([])
  problem = new BuskerError('CLOCK_WRONG', 'It is fast.')
  await vi.advanceTimersByTimeAsync(3000)
  expect(told).toEqual([['CLOCK_WRONG']])
  expect(watch.warnings).toEqual([problem])
  isBroken = true
  await vi.advanceTimersByTimeAsync(1000)
  expect(failures).toHaveLength(1)
  isBroken = false
  problem = null
  await vi.advanceTimersByTimeAsync(1000)
  expect(told).toEqual([['CLOCK_WRONG'], []])
  await watch.stop()
  vi.useRealTimers()
})

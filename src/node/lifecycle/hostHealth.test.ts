import { expect, test, vi } from 'vitest'
import { BuskerError } from '../../shared/errors.ts'
import { HostHealth } from './hostHealth.ts'

test('what is wrong with a machine is told once, and again when it is right', async () => {
  vi.useFakeTimers()
  let problem: BuskerError | null = null
  const told: string[][] = []
  const failures: unknown[] = []
  let isBroken = false
  const health = new HostHealth({
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
  await health.start()
  expect(told).toEqual([])
  problem = new BuskerError('CLOCK_WRONG', 'It is fast.')
  await vi.advanceTimersByTimeAsync(3000)
  expect(told).toEqual([['CLOCK_WRONG']])
  expect(health.warnings).toEqual([problem])
  isBroken = true
  await vi.advanceTimersByTimeAsync(1000)
  expect(failures).toHaveLength(1)
  isBroken = false
  problem = null
  await vi.advanceTimersByTimeAsync(1000)
  expect(told).toEqual([['CLOCK_WRONG'], []])
  await health.stop()
  vi.useRealTimers()
})

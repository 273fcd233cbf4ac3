import { describe, expect, it } from 'vitest'
import { tallyOf } from './vitestReport.ts'

const file = (status: string, ...tests: string[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: tests.map((test) => ({ status: test })),
})
const reportOf = (...testResults: object[]) => JSON.stringify({ testResults })

describe('the tally of a vitest run', () => {
  it('counts tests', () =>
    expect(tallyOf(reportOf(file('failed', 'passed', 'failed'), file('passed', 'passed')), 1)).toEqual({
      passed: 2,
      failed: 1,
    }))

  it('counts a file that could not be loaded as a failure', () =>
    expect(tallyOf(reportOf(file('failed'), file('passed', 'passed')), 1)).toEqual({ passed: 1, failed: 1 }))

  it('counts an exit code that no test explains as a failure', () =>
    expect(tallyOf(reportOf(file('passed', 'passed')), 1)).toEqual({ passed: 1, failed: 1 }))

  it('counts a runner that ran nothing as a failure', () =>
    expect(tallyOf(reportOf(), 0)).toEqual({ passed: 0, failed: 1 }))

  it('counts a runner that left no report as a failure', () =>
    expect(tallyOf(undefined, 139)).toEqual({ passed: 0, failed: 1 }))

  it('counts a report that was cut short as a failure', () =>
    expect(tallyOf('{"testResults":[', 137)).toEqual({ passed: 0, failed: 1 }))
})

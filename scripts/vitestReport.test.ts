import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { countsOf, failuresOf } from './vitestReport.ts'

const file = (status: string, ...tests: string[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: tests.map((test) => ({ status: test })),
})
const reportOf = (...testResults: object[]) => JSON.stringify({ testResults })

describe('the counts of a vitest run', () => {
  test('counts tests', () =>
    expect(countsOf(reportOf(file('failed', 'passed', 'failed'), file('passed', 'passed')), 1)).toEqual({
      passed: 2,
      failed: 1,
    }))

  test('counts a file that could not be loaded as a failure', () =>
    expect(countsOf(reportOf(file('failed'), file('passed', 'passed')), 1)).toEqual({ passed: 1, failed: 1 }))

  test('counts an exit code that no test explains as a failure', () =>
    expect(countsOf(reportOf(file('passed', 'passed')), 1)).toEqual({ passed: 1, failed: 1 }))

  test('counts a runner that ran nothing as a failure', () =>
    expect(countsOf(reportOf(), 0)).toEqual({ passed: 0, failed: 1 }))

  test('counts a runner that left no report as a failure', () =>
    expect(countsOf(undefined, 139)).toEqual({ passed: 0, failed: 1 }))

  test('counts a report that was cut short as a failure', () =>
    expect(countsOf('{"testResults":[', 137)).toEqual({ passed: 0, failed: 1 }))
})

describe('the failures of a vitest run', () => {
  test('says file, test, and what the test said, without colours', () => {
    const failing = {
      name: join(process.cwd(), 'src', 'a.test.ts'),
      status: 'failed',
      assertionResults: [
        { status: 'passed', fullName: 'adds up' },
        {
          status: 'failed',
          fullName: 'takes away',
          failureMessages: ['\u001B[31mexpected 1\u001B[39m\nto be 2'],
        },
      ],
    }
    expect(failuresOf(reportOf(failing))).toEqual(['src/a.test.ts › takes away\n    expected 1\n    to be 2'])
  })

  test('names a file that could not be loaded, with the reason', () => {
    const broken = { ...file('failed'), name: join(process.cwd(), 'b.test.ts'), message: 'no such module' }
    expect(failuresOf(reportOf(broken))).toEqual(['b.test.ts\n    no such module'])
  })

  test('has nothing to say of what passed', () =>
    expect(failuresOf(reportOf(file('passed', 'passed')))).toEqual([]))
})

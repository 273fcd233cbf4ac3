import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { z } from 'zod'
import type { Counts } from './counts.ts'

/** How many lines of a failure are repeated. */
const maxLines = 8

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue('cut short')
    return z.NEVER
  }
})

const report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string().default(''),
          failureMessages: z.array(z.string()).default([]),
        }),
      ),
    }),
  ),
})

/**
 * Counts what one vitest run did, from its JSON report.
 * A file that failed without a failing test, a runner that failed without a failing file, one that wrote no report and one
 * that ran no test each count as one failure, so that nothing broken adds up to zero.
 */
export function countsOf(text: string | undefined, exitCode: number): Counts {
  const parsed = json.pipe(report).safeParse(text).data
  if (!parsed) return { passed: 0, failed: 1 }
  let passed = 0
  let failed = 0
  for (const file of parsed.testResults) {
    const count = (status: string) => file.assertionResults.filter((test) => test.status === status).length
    passed += count('passed')
    failed += count('failed') || Number(file.status === 'failed')
  }
  const broken = failed === 0 && (exitCode !== 0 || passed === 0)
  return { passed, failed: failed + Number(broken) }
}

/** What failed in one vitest run, a paragraph each: the file, the test's name, and the first lines of what it said. */
export function failuresOf(text: string | undefined): string[] {
  const parsed = json.pipe(report).safeParse(text).data
  return (parsed?.testResults ?? []).flatMap((file) => {
    const path = relative(process.cwd(), file.name)
    const tests = file.assertionResults.filter((test) => test.status === 'failed')
    if (tests.length === 0) return file.status === 'failed' ? [paragraph([path], file.message)] : []
    return tests.map((test) => paragraph([path, test.fullName], test.failureMessages.join('\n')))
  })
}

function paragraph(name: readonly string[], said: string): string {
  return [name.join(' › '), ...stripVTControlCharacters(said).split('\n').slice(0, maxLines)].join('\n    ')
}

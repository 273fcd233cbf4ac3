import { readFile } from 'node:fs/promises'
import { isNode, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { BuskerError, type ErrorCode } from '../shared/errors.ts'

/** What is said of a configuration that is not there or not right. */
export interface ConfigErrors {
  readonly missing: ErrorCode
  readonly invalid: ErrorCode
  /** The page that shows what goes into it. */
  readonly guide: string
}

/**
 * Reads what an operator has written: a JSON file.
 *
 * @throws BuskerError with the code for what is missing, or invalid, which names each line that is not right
 */
export async function readConfig<S extends z.ZodType>(
  file: string,
  schema: S,
  { missing, invalid, guide }: ConfigErrors,
): Promise<z.output<S>> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new BuskerError(missing, `There is no ${file}. ${guide} shows what goes into it.`)
    }
    throw error
  })
  const config = z.safeDecode(z.preprocess(parseJson, schema), text)
  if (config.success) return config.data
  const lineOf = createLineFinder(text)
  const problems = config.error.issues.flatMap((issue) => describeIssue(issue, lineOf, guide))
  throw new BuskerError(invalid, `${file} is not right:\n${problems.join('\n')}`)
}

function parseJson(text: unknown, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(String(text))
  } catch (error) {
    context.addIssue({ code: 'custom', message: `it is no JSON: ${String(error)}` })
    return z.NEVER
  }
}

type Path = readonly PropertyKey[]
/** The line that a value stands in, from 1; undefined where it is not there. */
type LineFinder = (path: Path) => number | undefined

/** JSON is YAML, whose parser says where things stand. */
function createLineFinder(text: string): LineFinder {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  return (path) => {
    const node = document.getIn(path, true)
    const start = isNode(node) ? node.range?.[0] : undefined
    return start === undefined ? undefined : lines.linePos(start).line
  }
}

/** A line for each setting that is not right: where it is, what is wrong with it, and what to do. */
function describeIssue(issue: z.core.$ZodIssue, lineOf: LineFinder, guide: string): string[] {
  const { path } = issue
  if (path.length === 0 && issue.code === 'custom') return [issue.message]
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(
      (key) =>
        `${place([...path, key], lineOf)}: there is no such setting. Remove it, or correct its name by ${guide}.`,
    )
  }
  if (lineOf(path) === undefined) {
    return [`${place(path, lineOf)} is missing. Add it: ${guide} shows what goes into it.`]
  }
  return [`${place(path, lineOf)}: ${issue.message}. ${guide} shows what goes into it.`]
}

/** Where a setting is, or where it would be. */
function place(path: Path, lineOf: LineFinder): string {
  const known = path.map((_, index) => path.slice(0, path.length - index)).find((each) => lineOf(each))
  const name = path.map(String).join('.')
  return known === undefined ? name : `line ${lineOf(known)}, ${name}`
}

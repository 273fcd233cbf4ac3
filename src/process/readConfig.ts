import { readFile } from 'node:fs/promises'
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
  throw new BuskerError(invalid, `${file} is not right:\n${z.prettifyError(config.error)}`)
}

function parseJson(text: unknown, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(String(text))
  } catch (error) {
    context.addIssue({ code: 'custom', message: `it is no JSON: ${String(error)}` })
    return z.NEVER
  }
}

import type { LoggerOptions } from 'pino'
import { createLogLimit } from './logLimit.ts'
import { logRedaction } from './logRedaction.ts'

/** What every log of Busker's has in common: no secrets in it, and no more of one kind than a person reads. */
export function logOptions(): LoggerOptions {
  return { redact: logRedaction, hooks: { logMethod: createLogLimit() } }
}

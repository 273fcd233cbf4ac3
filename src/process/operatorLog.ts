import { type Level, type Logger, pino } from 'pino'
import { LogFile } from './logFile.ts'
import { logRedaction } from './logRedaction.ts'

/** The operator's log: JSON lines on standard error, without secrets. */
export function createOperatorLog(level: Level = 'info'): Logger {
  return pino({ level, redact: logRedaction }, new LogFile(2))
}

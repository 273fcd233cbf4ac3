import { type Level, type Logger, pino } from 'pino'
import { LogFile } from './logFile.ts'
import { logOptions } from './logOptions.ts'

/** The operator's log: JSON lines on standard error, without secrets. */
export function createOperatorLog(level: Level = 'info'): Logger {
  return pino({ ...logOptions(), level }, new LogFile(2))
}

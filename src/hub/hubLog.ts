import { type Level, type Logger, pino } from 'pino'
import { LogFile } from '../process/logFile.ts'
import { logRedaction } from '../process/logRedaction.ts'

/** The operator's log: JSON lines on standard error, without secrets. */
export function createHubLog(level: Level = 'info'): Logger {
  return pino({ level, redact: logRedaction }, new LogFile(2))
}

import { type Level, type Logger, pino } from 'pino'
import { LogFile, type LogRotation } from './logFile.ts'
import { logOptions } from './logOptions.ts'

/** The operator's log: JSON lines without secrets, on standard error or in a file that is set aside when it is long. */
export function createOperatorLog(level: Level = 'info', rotation?: LogRotation): Logger {
  const target = rotation === undefined ? new LogFile(2) : new LogFile(rotation.file, rotation)
  return pino({ ...logOptions(), level }, target)
}

import { mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Logger, multistream, pino } from 'pino'
import { LogFile } from '../process/logFile.ts'
import { logOptions } from '../process/logOptions.ts'

/** A log that is larger than this at the start is set aside; one old log is kept. */
const maxBytes = 8 * 1024 * 1024

/** Where the log is, in the folder of logs. */
export const logFile = (folder: string): string => join(folder, 'busker.log')

/** Logs to a file in `folder`, everything from `info` on; warnings also to standard error. Each line is on disk when the call returns. */
export function openLog(folder: string): Logger {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = logFile(folder)
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > maxBytes) renameSync(file, `${file}.old`)
  return pino(
    { ...logOptions(), base: { pid: process.pid } },
    multistream([
      { level: 'info', stream: new LogFile(file) },
      { level: 'warn', stream: new LogFile(2) },
    ]),
  )
}

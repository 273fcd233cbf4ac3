import { mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Logger, multistream, pino } from 'pino'
import { z } from 'zod'
import { LogFile } from '../process/logFile.ts'
import { logOptions } from '../process/logOptions.ts'
import { printable } from './terminal.ts'
import { describeProblem } from '../shared/describeProblem.ts'

/** A log that is larger than this when the node starts is set aside; one old log is kept. */
const maxBytes = 8 * 1024 * 1024

export interface NodeLog {
  readonly log: Logger
  /** Everything is on disk when it returns. */
  readonly close: () => void
}

/**
 * Logs to `file`, everything from `info` on, and tells people on standard error what went wrong.
 *
 * @param isJson whole log lines on standard error, for programs
 */
export function openNodeLog(file: string, isJson: boolean): NodeLog {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > maxBytes) renameSync(file, `${file}.old`)
  const disk = new LogFile(file)
  const stderrStream = {
    write: (line: string) => void process.stderr.write(isJson ? line : printable(formatLine(line))),
  }
  const log = pino(
    { ...logOptions(), base: { pid: process.pid } },
    multistream([
      { level: 'info', stream: disk },
      { level: 'warn', stream: stderrStream },
    ]),
  )
  return {
    log,
    close: () => disk.close(),
  }
}

const logLine = z.object({
  msg: z.string().optional(),
  part: z.string().optional(),
  name: z.string().optional(),
  problem: z.object({ code: z.string(), message: z.string() }).optional(),
  err: z.object({ message: z.string(), code: z.string().optional() }).optional(),
})

function formatLine(line: string): string {
  const { msg, part, name, problem, err } = logLine.parse(JSON.parse(line))
  const said = new Set(
    [msg, err?.message, describeProblem({ problem })].filter((text) => text !== undefined && text !== ''),
  )
  return `${part ?? name ?? 'node'}: ${[...said].join(': ')}\n`
}

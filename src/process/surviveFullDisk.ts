import { type BuskerError, diskError } from '../shared/errors.ts'

/**
 * From now on a write in the background that fails because the disk is full ends this process no more: it is reported,
 * and whoever wrote tries again. Every other error that nobody caught ends the process as before.
 */
export function surviveFullDisk(report: (error: BuskerError) => void): void {
  // What is told to a file on a full disk, or to nobody any more, is lost.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  process.on('unhandledRejection', (reason) => {
    const full = diskError(reason)
    if (full === null) throw reason
    report(full)
  })
  process.on('uncaughtException', (error) => {
    const full = diskError(error)
    if (full !== null) return report(full)
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    process.exit(1)
  })
}

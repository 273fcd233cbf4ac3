import { appendFileSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'

const resolutionMs = 5
const windowMs = 100

/** How long an event loop stood still at most, in some tenth of a second. */
export interface StallNote {
  /** Ms since 1970. */
  readonly at: number
  readonly stallMs: number
  /** At most so much of it by the process's own work: the rest it waited for a processor, or for the disk. */
  readonly busyMs: number
}

/** Where the children of a process that measure themselves write; whoever started them removes it. */
export function stallFolderOf(parent: number): string {
  return join(tmpdir(), `busker-stalls-${parent}`)
}

/** Where one of them writes its notes, one a line. */
export function stallFileOf(pid: number, parent: number): string {
  return join(stallFolderOf(parent), `${pid}.jsonl`)
}

/** From now on this process notes for how long its event loop stands still. */
export function startStallMeter(): void {
  const { pid, ppid } = process
  const file = stallFileOf(pid, ppid)
  mkdirSync(stallFolderOf(ppid), { recursive: true })
  const delay = monitorEventLoopDelay({ resolution: resolutionMs })
  delay.enable()
  let used = process.threadCpuUsage()
  setInterval(() => {
    const { user, system } = process.threadCpuUsage(used)
    used = process.threadCpuUsage()
    const stallMs = Math.max(0, Math.round(delay.max / 1e6) - resolutionMs)
    delay.reset()
    const note: StallNote = {
      at: Date.now(),
      stallMs,
      busyMs: Math.min(stallMs, Math.round((user + system) / 1000)),
    }
    appendFileSync(file, `${JSON.stringify(note)}\n`)
  }, windowMs).unref()
}

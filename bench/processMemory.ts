import { existsSync, readFileSync } from 'node:fs'

/** Resident memory of a process, bytes (Linux: read from /proc). 0 once it has ended. */
export function residentMemory(pid: number): number {
  return kilobytes(pid, 'VmRSS') * 1024
}

/** The most it ever was, bytes. */
export function peakMemory(pid: number): number {
  return kilobytes(pid, 'VmHWM') * 1024
}

/** The processes a process has started and that still run. */
export function childrenOf(pid: number): number[] {
  const list = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return list.split(' ').flatMap((child) => (child.trim() === '' ? [] : [Number(child)]))
}

function kilobytes(pid: number, field: string): number {
  const file = `/proc/${pid}/status`
  if (!existsSync('/proc/self/status'))
    throw new Error('Memory is measured on Linux only: there is no /proc.')
  if (!existsSync(file)) return 0
  return Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync(file, 'utf8'))?.[1] ?? 0)
}

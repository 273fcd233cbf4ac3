import { existsSync, readFileSync } from 'node:fs'

/** Resident memory of a process, bytes (Linux: read from /proc). 0 once it has ended. */
export function residentMemory(pid: number): number {
  return read(pid, 'status', 'VmRSS')
}

/** The most it ever was, bytes. */
export function peakMemory(pid: number): number {
  return read(pid, 'status', 'VmHWM')
}

/** Resident memory, bytes, each page divided by how many processes share it: sums of it count none twice. */
export function proportionalMemory(pid: number): number {
  return read(pid, 'smaps_rollup', 'Pss')
}

/** The processes a process has started and that still run. */
export function childrenOf(pid: number): number[] {
  const list = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return list.split(' ').flatMap((child) => (child.trim() === '' ? [] : [Number(child)]))
}

/** @returns bytes */
function read(pid: number, file: string, field: string): number {
  if (!existsSync('/proc/self/status'))
    throw new Error('Memory is measured on Linux only: there is no /proc.')
  const path = `/proc/${pid}/${file}`
  if (!existsSync(path)) return 0
  const [, kilobytes] = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(path, 'utf8')) ?? []
  return Number(kilobytes ?? 0) * 1024
}

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** Names one process for good: a pid is reused, a pid with its start time is not. */
export const processIdentity = z.object({ pid: z.int().positive(), startedAt: z.string().min(1) })
export type ProcessIdentity = z.output<typeof processIdentity>

/**
 * The identity of the running process `pid`, or null when there is none (a zombie counts as none).
 * The start time is /proc/PID/stat's field 22 (proc(5)) after the boot id on Linux, `ps -o lstart` elsewhere.
 */
export function processIdentityOf(pid: number): ProcessIdentity | null {
  const startedAt = process.platform === 'linux' ? linuxStartTime(pid) : psStartTime(pid)
  return startedAt === null ? null : { pid, startedAt }
}

/** True while exactly that process runs. */
export function isRunning(identity: ProcessIdentity): boolean {
  return processIdentityOf(identity.pid)?.startedAt === identity.startedAt
}

/** Resolves true once the process is gone, false when it still runs after `timeout` ms. */
export async function waitForExit(identity: ProcessIdentity, timeout: number): Promise<boolean> {
  const deadline = Date.now() + timeout
  while (isRunning(identity)) {
    if (Date.now() >= deadline) return false
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return true
}

function linuxStartTime(pid: number): string | null {
  const stat = readOrNull(`/proc/${pid}/stat`)
  if (stat === null) return null
  // The second field, the name, is in parentheses and may itself hold spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, ticks] = [fields[0], fields[19]]
  if (state === undefined || ticks === undefined || state === 'Z' || state === 'X') return null
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${ticks}`
}

function psStartTime(pid: number): string | null {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    return line === '' || line.startsWith('Z') ? null : line.replace(/^\S+\s+/, '')
  } catch (error) {
    if (error instanceof Error && 'status' in error && error.status === 1) return null
    throw error
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
      return null
    throw error
  }
}

import { processIdentityOf, waitForExit } from '../process/processIdentity.ts'
import { BuskerError } from '../shared/errors.ts'
import type { LocalnetProcess, ProcessName } from './localnetProcess.ts'

const killTimeoutMs = 10_000

/**
 * Kills a process of the local network as a crash would (SIGKILL). Resolves when it is gone and its supervisor has noticed.
 *
 * @throws BuskerError LOCALNET_PART_NOT_RUNNING
 */
export async function killProcess(name: ProcessName, part: LocalnetProcess): Promise<void> {
  const identity = part.pid === undefined ? null : processIdentityOf(part.pid)
  if (part.state.state !== 'running' || identity === null) {
    throw new BuskerError(
      'LOCALNET_PART_NOT_RUNNING',
      `${name} does not run, so it cannot be killed. Start it first.`,
    )
  }
  const noticed = new Promise<void>((resolve) => {
    const unsubscribe = part.onState(() => {
      unsubscribe()
      resolve()
    })
  })
  process.kill(identity.pid, 'SIGKILL')
  if (!(await waitForExit(identity, killTimeoutMs)))
    throw new Error(`Process ${identity.pid} (${name}) outlived SIGKILL.`)
  await noticed
}

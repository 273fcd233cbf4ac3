import { identityOf, waitForEnd } from '../process/identity.ts'
import { BuskerError } from '../shared/errors.ts'
import type { Part, PartName } from './part.ts'

const PATIENCE = 10_000

/**
 * Kills a process of the local network as a crash would (SIGKILL). Resolves when it is gone and noticed to be.
 *
 * @throws BuskerError LOCALNET_PART_NOT_RUNNING
 */
export async function killPart(name: PartName, part: Part): Promise<void> {
  const identity = part.pid === undefined ? null : identityOf(part.pid)
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
  if (!(await waitForEnd(identity, PATIENCE)))
    throw new Error(`Process ${identity.pid} (${name}) outlived SIGKILL.`)
  await noticed
}

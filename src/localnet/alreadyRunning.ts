import type { ProcessIdentity } from '../process/processIdentity.ts'
import { BuskerError } from '../shared/errors.ts'

export function alreadyRunning(folder: string, { pid }: ProcessIdentity): BuskerError {
  return new BuskerError(
    'LOCALNET_RUNNING',
    `A local network already runs in ${folder} (process ${pid}). Use it, or end it with: busker localnet down`,
  )
}

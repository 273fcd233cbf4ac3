import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { BuskerError } from '../shared/errors.ts'
import {
  processIdentityOf,
  isRunning,
  processIdentity,
  waitForExit,
  type ProcessIdentity,
} from './processIdentity.ts'

const claimSchema = z.object({ holder: processIdentity, parent: processIdentity.nullable() })
type Claim = z.output<typeof claimSchema>

const killTimeoutMs = 5_000

/**
 * Makes the calling process the holder of `folder`, before it opens a database there.
 * A leftover holder (its parent is gone) gets `patience` ms to end by itself and is then killed, by pid and start time.
 * A holder whose parent still runs is no leftover: another Busker uses the folder.
 *
 * @throws BuskerError PROCESS_FOLDER_IN_USE another running Busker holds it; PROCESS_LEFTOVER_STUCK the leftover could not be ended
 */
export async function claimFolder(folder: string, patience = 2_000): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'holder.json')
  const previous = await readClaim(path)
  if (previous !== null && previous.holder.pid !== process.pid) await endLeftover(folder, previous, patience)
  const claim: Claim = { holder: own(process.pid), parent: processIdentityOf(process.ppid) }
  await writeFile(`${path}.new`, JSON.stringify(claim), { mode: 0o600 })
  await rename(`${path}.new`, path)
}

/** The process that last claimed `folder`, if it still runs. */
export async function claimHolderOf(folder: string): Promise<ProcessIdentity | null> {
  const claim = await readClaim(join(folder, 'holder.json'))
  return claim !== null && isRunning(claim.holder) ? claim.holder : null
}

async function endLeftover(folder: string, { holder, parent }: Claim, patience: number): Promise<void> {
  if (await waitForExit(holder, patience)) return
  if (parent !== null && isRunning(parent)) {
    throw new BuskerError(
      'PROCESS_FOLDER_IN_USE',
      `Another running Busker (process ${parent.pid}) uses ${folder}. Close it first, or choose another data folder.`,
    )
  }
  try {
    process.kill(holder.pid, 'SIGKILL')
  } catch (error) {
    if (isRunning(holder)) throw stuck(folder, holder, error)
  }
  if (!(await waitForExit(holder, killTimeoutMs))) throw stuck(folder, holder)
}

function stuck(folder: string, { pid }: ProcessIdentity, cause?: unknown): BuskerError {
  return new BuskerError(
    'PROCESS_LEFTOVER_STUCK',
    `Process ${pid}, left over from an earlier run, still holds ${folder} and could not be ended. End it and start again.`,
    { cause },
  )
}

async function readClaim(path: string): Promise<Claim | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return text === null ? null : claimSchema.parse(JSON.parse(text))
}

function own(pid: number): ProcessIdentity {
  const identity = processIdentityOf(pid)
  if (identity === null) throw new Error(`Process ${pid} does not see itself running.`)
  return identity
}

import { linkSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { BuskerError } from '../shared/errors.ts'
import { makeFolderPrivate } from './privacy.ts'
import {
  isRunning,
  processIdentity,
  processIdentityOf,
  waitForExit,
  type ProcessIdentity,
} from './processIdentity.ts'

/** What to do when another process that still runs has the folder. */
export type FolderLockPolicy =
  /** For programs that people start: they may rightly outlive their parent, so none is ever ended. */
  | {
      readonly leftovers: 'refuse'
      /** Makes the error that is thrown. */
      readonly onHeld: (holder: ProcessIdentity) => Error
    }
  /**
   * For supervised children, before they open a database. One whose parent is gone is a leftover: it gets `patienceMs`
   * (default 2 s) to end by itself, and is then killed, by pid and start time.
   */
  | { readonly leftovers: 'end'; readonly patienceMs?: number }

/** Only a supervised child has written `parent`; null: it had none when it took the lock. */
const lockRecord = z.object({ holder: processIdentity, parent: processIdentity.nullable().optional() })
type LockRecord = z.output<typeof lockRecord>
/** A program that people start once wrote its identity alone: folders that such a one has locked are read, too. */
const anyLockRecord = z.union([lockRecord, processIdentity.transform((holder): LockRecord => ({ holder }))])

const killTimeoutMs = 5_000

/**
 * Makes the calling process the only one that uses `folder`, and its user the only one who can read it. What a process that
 * is gone has left is taken over.
 *
 * @returns gives the folder back; the end of the process does so, too
 * @throws what the policy's `onHeld` makes; with `leftovers: 'end'` BuskerError PROCESS_FOLDER_IN_USE another running
 *   Busker holds it, PROCESS_LEFTOVER_STUCK the leftover could not be ended
 */
export async function lockFolder(folder: string, policy: FolderLockPolicy): Promise<() => void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'holder.json')
  const record: LockRecord = {
    holder: ownIdentity(),
    ...(policy.leftovers === 'end' && { parent: processIdentityOf(process.ppid) }),
  }
  const written = `${file}.${process.pid}`
  writeFileSync(written, JSON.stringify(record), { mode: 0o600 })
  try {
    while (!tryLink(written, file)) {
      const previous = await readRecord(file)
      if (previous !== null && isRunning(previous.holder)) await makeWay(folder, previous, policy)
      rmSync(file, { force: true })
    }
  } finally {
    rmSync(written, { force: true })
  }
  await makeFolderPrivate(folder)
  return () => rmSync(file, { force: true })
}

/** The process that has locked `folder` and still runs, or null. */
export async function lockHolderOf(folder: string): Promise<ProcessIdentity | null> {
  const record = await readRecord(join(folder, 'holder.json'))
  return record !== null && isRunning(record.holder) ? record.holder : null
}

async function makeWay(folder: string, previous: LockRecord, policy: FolderLockPolicy): Promise<void> {
  const { holder } = previous
  if (policy.leftovers === 'refuse') throw policy.onHeld(holder)
  if (holder.pid === process.pid || (await waitForExit(holder, policy.patienceMs ?? 2_000))) return
  const user = runningUserOf(previous)
  if (user !== null) {
    throw new BuskerError(
      'PROCESS_FOLDER_IN_USE',
      `Another running Busker (process ${user.pid}) uses ${folder}. Close it first, or choose another data folder.`,
    )
  }
  try {
    process.kill(holder.pid, 'SIGKILL')
  } catch (error) {
    if (isRunning(holder)) throw stuck(folder, holder, error)
  }
  if (!(await waitForExit(holder, killTimeoutMs))) throw stuck(folder, holder)
}

/** Who uses the folder; null when the holder is a leftover. */
function runningUserOf({ holder, parent }: LockRecord): ProcessIdentity | null {
  if (parent === undefined) return holder
  return parent !== null && isRunning(parent) ? parent : null
}

function stuck(folder: string, { pid }: ProcessIdentity, cause?: unknown): BuskerError {
  return new BuskerError(
    'PROCESS_LEFTOVER_STUCK',
    `Process ${pid}, left over from an earlier run, still holds ${folder} and could not be ended. End it and start again.`,
    { cause },
  )
}

async function readRecord(file: string): Promise<LockRecord | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return text === null ? null : anyLockRecord.parse(JSON.parse(text))
}

/** Taking a name that exists fails, and the file is whole the moment it has its name. */
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function ownIdentity(): ProcessIdentity {
  const identity = processIdentityOf(process.pid)
  if (identity === null) throw new Error(`Process ${process.pid} does not see itself running.`)
  return identity
}

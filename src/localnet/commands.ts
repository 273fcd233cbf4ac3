import { rm, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { lockHolderOf } from '../process/folderLock.ts'
import { waitForExit } from '../process/processIdentity.ts'
import { BuskerError } from '../shared/errors.ts'
import type { NetworkProfile } from '../shared/networkProfile.ts'
import { alreadyRunning } from './alreadyRunning.ts'
import { startDetached } from './detached.ts'
import { Localnet } from './localnet.ts'
import { readProfile } from './profileFile.ts'
import { readLocalnetSettings, type LocalnetParameters } from './localnetSettings.ts'
import { readStatus, type LocalnetState } from './statusFile.ts'

export interface UpOptions {
  readonly folder: string
  readonly parameters?: LocalnetParameters
  /** True to leave it running in a process of its own; false to run it until SIGINT or SIGTERM. */
  readonly detach: boolean
  /** Called when all of it can be used. */
  readonly onReady?: (profile: NetworkProfile) => void
}

/** Ends in order within this time, or is killed, ms. */
const stopTimeoutMs = 60_000

/**
 * Starts the local network. Detached, resolves when it is ready; else when it has been told to stop and has stopped.
 *
 * @throws BuskerError as {@link Localnet.start}; LOCALNET_CHAIN_BEHIND also later, when the chain is lost
 */
export async function localnetUp({
  folder,
  parameters: choices = {},
  detach,
  onReady,
}: UpOptions): Promise<void> {
  if (detach) {
    await startDetached(folder, choices)
    const profile = await readProfile(folder)
    if (profile) onReady?.(profile)
    return
  }
  const ended = Promise.withResolvers<void>()
  const localnet = new Localnet({ folder, parameters: choices, onFailure: ended.reject })
  const requestStop = (): void => {
    ended.resolve()
    // A start under way ends with this, too.
    void localnet.stop().catch(ended.reject)
  }
  for (const signal of stopSignals) process.on(signal, requestStop)
  try {
    await Promise.race([localnet.start(), ended.promise])
    onReady?.(localnet.profile)
    await ended.promise
  } finally {
    await localnet.stop()
    for (const signal of stopSignals) process.off(signal, requestStop)
  }
}

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Ends the local network that runs in `folder`, in order.
 *
 * @param timeoutMs until it is killed
 * @returns false when none ran
 * @throws BuskerError LOCALNET_STUCK: it had to be killed
 */
export async function localnetDown(folder: string, timeoutMs = stopTimeoutMs): Promise<boolean> {
  const holder = await lockHolderOf(folder)
  if (holder === null) return false
  process.kill(holder.pid, 'SIGTERM')
  if (await waitForExit(holder, timeoutMs)) return true
  process.kill(holder.pid, 'SIGKILL')
  await waitForExit(holder, stopTimeoutMs)
  throw new BuskerError(
    'LOCALNET_STUCK',
    `The local network (process ${holder.pid}) did not end in time and was killed. Its logs are in ${join(folder, 'logs')}.`,
  )
}

/**
 * Removes the local network in `folder`, with its chain and everything paid on it.
 *
 * @throws BuskerError LOCALNET_RUNNING; LOCALNET_NOT_A_LOCALNET when `folder` holds something else
 */
export async function localnetReset(folder: string): Promise<void> {
  const holder = await lockHolderOf(folder)
  if (holder !== null) throw alreadyRunning(folder, holder)
  if ((await readLocalnetSettings(folder)) === null) {
    const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
    })
    if (names.length === 0) return
    throw new BuskerError(
      'LOCALNET_NOT_A_LOCALNET',
      `${folder} does not hold a local network, so nothing was removed. Name the folder it is in.`,
    )
  }
  await rm(folder, { recursive: true })
}

export interface LocalnetStatus {
  /** The pid of the process that keeps it running; null when none does. */
  readonly pid: number | null
  /** What it says about its parts; null when it does not run. */
  readonly state: LocalnetState | null
  /** Null when it was never up. */
  readonly profile: NetworkProfile | null
}

/** What there is in `folder`, and what of it runs. */
export async function localnetStatus(folder: string): Promise<LocalnetStatus> {
  const holder = await lockHolderOf(folder)
  return {
    pid: holder?.pid ?? null,
    state: holder && (await readStatus(folder)),
    profile: await readProfile(folder),
  }
}

import { existsSync } from 'node:fs'
import { copyFile, rename } from 'node:fs/promises'
import type { SignedSnapshot } from '../../protocol/hub.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Keys } from '../keys/keys.ts'
import { leaseSetting, yieldedSetting } from '../lease/leaseSettings.ts'
import { channelsSetting } from '../restoredChannels/channelsSetting.ts'
import { Settings } from '../settings/settings.ts'
import { nodeFolder } from '../store/nodeFolder.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { fillStore, removeStore } from './fillStore.ts'
import { keepNewerProofs } from './keepNewerProofs.ts'
import { openSnapshot } from './sealedSnapshot.ts'
import type { SnapshotClient } from './snapshotClient.ts'
import { snapshotStateSetting } from './snapshotState.ts'

export interface TakeOverInput {
  /** Of a node that does not run. */
  readonly folder: string
  readonly keys: Keys
  readonly hub: Pick<SnapshotClient, 'newest'>
  readonly nativeBinding?: string | undefined
  readonly now?: () => number
}

export interface TakeOverResult {
  /** The snapshot that the store was made anew from; null: what is here was the newest. */
  readonly number: number | null
  /** Where the store that was here is kept; null: it stayed in use. */
  readonly keptStore: string | null
}

/**
 * Lets this machine go on where another one with the same words has stopped: its store is made anew from the newest snapshot,
 * and its Raiden, whose state may contradict what was signed there, begins anew once the channel is closed and settled
 * (docs/adr/0010). What was here is kept beside it. A crash at any point leaves a store that does not run Raiden.
 *
 * @throws BuskerError `SNAPSHOT_HUB_UNREACHABLE`, `SNAPSHOT_FOREIGN`, `SNAPSHOT_DAMAGED`, `SNAPSHOT_FROM_FUTURE`; nothing has
 *   changed then
 */
export async function takeOverFolder(input: TakeOverInput): Promise<TakeOverResult> {
  const { folder, keys, hub, nativeBinding } = input
  const now = (input.now ?? Date.now)()
  const files = nodeFolder(folder)
  const newest = await askForNewest(hub)
  const old = openStore(files.store, { keys, nativeBinding })
  try {
    const kept = new Settings(old).get(snapshotStateSetting)?.kept ?? 0
    const isNewer = newest !== null && newest.body.number > kept
    const restoring = `${files.store}.restoring`
    if (isNewer) await prepare(restoring, input, newest, old)
    closeChannelsToUse(old)
    if (existsSync(files.raiden)) await rename(files.raiden, `${files.raiden}.${now}.old`)
    if (!isNewer) {
      forgetLease(old)
      return { number: null, keptStore: null }
    }
    old.close()
    const keptStore = `${files.store}.${now}.old`
    await copyFile(files.store, keptStore)
    await rename(restoring, files.store)
    return { number: newest.body.number, keptStore }
  } finally {
    if (old.open) old.close()
  }
}

async function askForNewest(hub: TakeOverInput['hub']): Promise<SignedSnapshot | null> {
  try {
    return await hub.newest()
  } catch (cause) {
    throw new BuskerError(
      'SNAPSHOT_HUB_UNREACHABLE',
      'The hub, which keeps the newest copy, can’t be asked now. Nothing was changed here. Try again later.',
      { cause },
    )
  }
}

async function prepare(
  restoring: string,
  { keys, nativeBinding }: TakeOverInput,
  newest: SignedSnapshot,
  old: Store,
): Promise<void> {
  const content = await openSnapshot(keys, newest)
  await removeStore(restoring)
  fillStore(restoring, keys, content, newest.body, nativeBinding)
  const store = openStore(restoring, { keys, nativeBinding })
  try {
    store.transaction(() => {
      keepNewerProofs(old, store)
      keepSettings(old, store)
    })()
  } finally {
    store.close()
  }
}

/** What a person has chosen for this machine alone, whom it is paired with, and when the identity was made. */
const machineSettings = [
  'device-rpc-urls',
  'device-audio-limit',
  'device-identity-issued-at',
  'device-remote',
]

function keepSettings(from: Store, to: Store): void {
  const read = from.prepare<[string], string>('SELECT value FROM settings WHERE name = ?').pluck()
  const write = to.prepare('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)')
  for (const name of machineSettings) {
    const value = read.get(name)
    if (value !== undefined) write.run(name, value)
  }
}

/** From here on the store that is here runs no Raiden either, whatever comes. */
function closeChannelsToUse(store: Store): void {
  new Settings(store).set(channelsSetting, 'restored-read-only')
}

/** This store has run no Raiden from now on, and may go on once the lease is free. */
function forgetLease(store: Store): void {
  const settings = new Settings(store)
  store.transaction(() => {
    settings.delete(leaseSetting)
    settings.delete(yieldedSetting)
  })()
}

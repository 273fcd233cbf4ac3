import { rm } from 'node:fs/promises'
import { newestStep, readMigrations } from '../../database/openDatabase.ts'
import { BuskerError } from '../../shared/errors.ts'
import { channelsSetting } from '../restoredChannels/channelsSetting.ts'
import { Settings } from '../settings/settings.ts'
import type { StoreKeys } from '../store/cellSeal.ts'
import { migrationsFolder, openStore } from '../store/openStore.ts'
import { grantReleasedSales } from './grantReleasedSales.ts'
import { applyAfterRestore, type SnapshotContent, writeContent } from './snapshotContent.ts'
import { initialSnapshotState, snapshotStateSetting } from './snapshotState.ts'

/** What a store's files are called, after its name. */
export const storeParts = ['', '-wal', '-shm'] as const

/** Builds the schema as it was when the snapshot was made, fills it, and brings it to today's. Channels start closed to use: see docs/adr/0010. @throws BuskerError `SNAPSHOT_FROM_FUTURE`, `SNAPSHOT_DAMAGED` */
export function fillStore(
  file: string,
  keys: StoreKeys,
  content: SnapshotContent | undefined,
  snapshot: { readonly number: number; readonly time: number } | undefined,
  nativeBinding?: string,
): void {
  if (content !== undefined) {
    if (content.step > newestStep(readMigrations(migrationsFolder))) {
      throw new BuskerError(
        'SNAPSHOT_FROM_FUTURE',
        'This snapshot was made by a newer Busker. Update Busker.',
      )
    }
    const old = openStore(file, { keys, nativeBinding, step: content.step })
    try {
      writeContent(old, content)
    } finally {
      old.close()
    }
  }
  const store = openStore(file, { keys, nativeBinding })
  try {
    store.transaction(() => {
      grantReleasedSales(store, keys)
      applyAfterRestore(store)
      const settings = new Settings(store)
      settings.set(snapshotStateSetting, {
        ...initialSnapshotState,
        kept: snapshot?.number ?? 0,
        keptAt: snapshot?.time ?? null,
      })
      settings.set(channelsSetting, 'restored-read-only')
    })()
  } finally {
    store.close()
  }
}

/** Removes a store that was never used. */
export async function removeStore(file: string): Promise<void> {
  for (const part of storeParts) await rm(`${file}${part}`, { force: true })
}

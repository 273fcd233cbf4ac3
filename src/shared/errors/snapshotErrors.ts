import type { ErrorEntries } from './errorEntry.ts'

/** Snapshots. */
export const snapshotErrors = {
  SNAPSHOT_DAMAGED: { money: 'kept', action: "Use the snapshot before it, or the hub's." },
  SNAPSHOT_FOREIGN: { money: 'kept', action: 'Use the words that the snapshot was made with.' },
  SNAPSHOT_FROM_FUTURE: { money: 'kept', action: 'Update Busker.' },
  SNAPSHOT_HUB_UNREACHABLE: { money: 'kept', action: 'Try again later, or restore from a snapshot file.' },
  SNAPSHOT_NO_FILE: { money: 'kept', action: 'Choose another file.' },
  SNAPSHOT_OVERTAKEN: {
    money: 'kept',
    action: 'Restore the newer snapshot, or decide that this device counts.',
  },
  SNAPSHOT_TOO_LARGE: { money: 'kept', action: 'Export the snapshot to a file from time to time.' },
} as const satisfies ErrorEntries

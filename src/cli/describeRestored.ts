import type { RestoreResult } from '../node/snapshot/restoreNodeFolder.ts'

/** What was brought back, for people. */
export function describeRestored({ account, snapshot, hubAsked }: RestoreResult): string {
  const what =
    snapshot === null
      ? 'There was no snapshot: keys and account are back, and nothing else.'
      : `Snapshot ${snapshot.number} of ${new Date(snapshot.time).toISOString()}, from the ${snapshot.from}, is back.`
  const doubt = hubAsked ? '' : ' The hub was not asked and may have a newer one.'
  return `Restored ${account}. ${what}${doubt} Channels of the old device are not used: settle them first.`
}

import type { PurchaseState, SaleState } from '../../shared/orderStates.ts'
import type { SnapshotSync } from './snapshotSync.ts'

export type SnapshotTriggers = ReturnType<typeof createSnapshotTriggers>

/** After what a snapshot is made at once: words alone could not bring it back. Everything else waits for the interval. */
export function createSnapshotTriggers(snapshots: Pick<SnapshotSync, 'schedule'>) {
  return {
    /** When content keys have come. */
    onPurchase(state: PurchaseState | undefined): void {
      if (state === 'joined') snapshots.schedule()
    },
    /** When money has come. */
    onSale(state: SaleState | undefined): void {
      if (state === 'paid') snapshots.schedule()
    },
    /** When money is about to be paid back: another machine is not to do it once more. */
    onRefund(): void {
      snapshots.schedule()
    },
    /** When one's own catalogue has changed. */
    onAnnouncement(): void {
      snapshots.schedule()
    },
    /** The hub may not have been reachable before. */
    onWake(): void {
      snapshots.schedule()
    },
  }
}

import { create } from 'zustand'
import type { CatalogueSubject } from '../../../shared/ids.ts'

/** What somebody is about to report. */
export interface Reported {
  readonly subject: CatalogueSubject
  /** Of the artist or the work. */
  readonly name: string
}

interface ReportState {
  /** Null: nothing is. */
  readonly asked: Reported | null
  readonly ask: (reported: Reported) => void
  readonly close: () => void
}

/** Whether a report is being written, and of what. */
export const useReportStore = create<ReportState>()((set) => ({
  asked: null,
  ask: (asked) => set({ asked }),
  close: () => set({ asked: null }),
}))

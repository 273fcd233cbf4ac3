import { create } from 'zustand'
import type { ExportProgress } from '../../../shared/api/export.ts'
import type { WorkView } from '../../../shared/api/node.ts'

/** A download that is under way. */
export interface DownloadJob {
  readonly id: string
  /** Of what is downloaded. */
  readonly name: string
  /** Into a folder, or to be dragged out of the window. */
  readonly kind: 'download' | 'drag'
  /** Null until there is a folder. */
  readonly progress: ExportProgress | null
  readonly cancel: () => void
}

interface DownloadState {
  /** The works whose format is being asked; empty: nothing is. */
  readonly asked: readonly WorkView[]
  readonly jobs: readonly DownloadJob[]
  /** Asks in which format works are wanted. */
  readonly ask: (works: readonly WorkView[]) => void
  readonly close: () => void
  readonly begin: (job: DownloadJob) => void
  readonly report: (id: string, progress: ExportProgress) => void
  readonly end: (id: string) => void
}

/** Downloads of the window: they go on whatever page is shown. */
export const useDownloadStore = create<DownloadState>()((set) => ({
  asked: [],
  jobs: [],
  ask: (works) => set({ asked: works }),
  close: () => set({ asked: [] }),
  begin: (job) => set(({ jobs }) => ({ jobs: [...jobs, job] })),
  report: (id, progress) =>
    set(({ jobs }) => ({ jobs: jobs.map((job) => (job.id === id ? { ...job, progress } : job)) })),
  end: (id) => set(({ jobs }) => ({ jobs: jobs.filter((job) => job.id !== id) })),
}))

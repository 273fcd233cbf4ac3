import type { ExportProgress } from '../../../shared/api/export.ts'
import { Button } from '../../ui/Button.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { t } from '../../../shared/i18n/t.ts'
import { type DownloadJob, useDownloadStore } from './downloadStore.ts'

/** Downloads that are under way, over the player. */
export function DownloadJobs() {
  const jobs = useDownloadStore((store) => store.jobs)
  const running = jobs.flatMap(({ progress, ...job }) => (progress === null ? [] : [{ ...job, progress }]))
  if (running.length === 0) return null
  return (
    <ul aria-label={t('files.jobs')} className="border-t border-line bg-surface-2">
      {running.map((job) => (
        <li key={job.id}>
          <Job job={job} />
        </li>
      ))}
    </ul>
  )
}

interface RunningJob extends DownloadJob {
  readonly progress: ExportProgress
}

function Job({ job: { name, kind, progress, cancel } }: { readonly job: RunningJob }) {
  const { done, total, title, fraction } = progress
  const label = kind === 'drag' ? t('files.makingToDrag', { name }) : t('files.downloading', { name })
  return (
    <div className="flex items-center gap-4 px-4 py-2 text-sm">
      <p className="min-w-0 flex-1 truncate">
        <bdi className="font-medium">{label}</bdi> <bdi className="text-text-3">{title}</bdi>
      </p>
      <ProgressBar label={label} fraction={(done + fraction) / Math.max(1, total)} className="w-40" />
      <span className="text-text-2">{t('files.done', { done: Math.min(done + 1, total), total })}</span>
      <Button size="small" variant="quiet" onClick={cancel}>
        {t('common.cancel')}
        <span className="sr-only">: {name}</span>
      </Button>
    </div>
  )
}

import { useParams } from '@tanstack/react-router'
import { type Label, label as labelSchema } from '../../../shared/ids.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { NotFoundPage } from '../../shell/NotFoundPage.tsx'
import { ComingContent } from '../reservations/ComingContent.tsx'
import { DetailSkeleton } from './DetailSkeleton.tsx'
import { WorkContent } from './WorkContent.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** A track's or a release's own page. */
export function WorkPage() {
  const { kind, id, edition } = useParams({ from: '/work/$kind/$id/$edition' })
  const label = labelSchema.safeParse(`${kind}/${id}/${edition}`)
  return label.success ? <WorkLoader key={label.data} label={label.data} /> : <NotFoundPage />
}

/** The page of a label, once it is known. */
export function WorkLoader({ label }: { readonly label: Label }) {
  const { data, error, refetch } = useIpcQuery('work', { label })
  if (data !== undefined) return <WorkContent detail={data} />
  if (error === null) return <DetailSkeleton label={t('work.loadingTheWork')} />
  return <UnknownWork label={label} error={error} onRetry={() => void refetch()} />
}

interface UnknownWorkProps {
  readonly label: Label
  readonly error: unknown
  readonly onRetry: () => void
}

/** It may be announced, and not on sale yet. */
function UnknownWork({ label, error, onRetry }: UnknownWorkProps) {
  const coming = useIpcQuery('comingWork', { label })
  if (coming.isPending) return <DetailSkeleton label={t('work.loadingTheWork')} />
  if (coming.data) return <ComingContent work={coming.data} />
  return (
    <div className="mx-auto max-w-3xl p-6">
      <h1 className="sr-only">{t('work.aWork')}</h1>
      <ErrorState title={t('work.thisCouldNotBeShown')} error={error} onRetry={onRetry} />
    </div>
  )
}

import { useParams } from '@tanstack/react-router'
import { type Label, label as labelSchema } from '../../../shared/ids.ts'
import { useAsk } from '../../ipc/queries.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LostPage } from '../../shell/LostPage.tsx'
import { HeroSkeleton } from './HeroSkeleton.tsx'
import { WorkView } from './WorkView.tsx'

/** A track's or a release's own page. */
export function WorkPage() {
  const { kind, id, edition } = useParams({ from: '/work/$kind/$id/$edition' })
  const label = labelSchema.safeParse(`${kind}/${id}/${edition}`)
  return label.success ? <Known key={label.data} label={label.data} /> : <LostPage />
}

function Known({ label }: { readonly label: Label }) {
  const { data, error, refetch } = useAsk('work', { label })
  if (data !== undefined) return <WorkView detail={data} />
  if (error === null) return <HeroSkeleton label="Loading the work" />
  return (
    <div className="mx-auto max-w-3xl p-6">
      <h1 className="sr-only">A work</h1>
      <ErrorState title="This could not be shown" error={error} onRetry={() => void refetch()} />
    </div>
  )
}

import { useParams } from '@tanstack/react-router'
import { t } from '../../../shared/i18n/t.ts'
import { address as addressSchema, label as labelSchema } from '../../../shared/ids.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { NotFoundPage } from '../../shell/NotFoundPage.tsx'
import { DetailSkeleton } from '../work/DetailSkeleton.tsx'
import { WorkLoader } from '../work/WorkPage.tsx'
import { ComingContent } from './ComingContent.tsx'

/** What an artist announces; once it is on sale, the page of the work. */
export function ComingPage() {
  const { artist, kind, id } = useParams({ from: '/coming/$artist/$kind/$id' })
  const label = labelSchema.safeParse(`${kind}/${id}/1`)
  const address = addressSchema.safeParse(artist)
  const isGood = label.success && address.success
  const { data } = useIpcQuery(
    'comingWork',
    { label: label.data ?? noLabel, ...(address.data && { artist: address.data }) },
    { isEnabled: isGood },
  )
  if (!isGood) return <NotFoundPage />
  if (data === undefined) return <DetailSkeleton label={t('work.loadingTheWork')} />
  if (data === null) return <WorkLoader key={label.data} label={label.data} />
  return <ComingContent key={label.data} work={data} />
}

const noLabel = labelSchema.parse(`track/${'0'.repeat(32)}/1`)

import { Navigate, useParams } from '@tanstack/react-router'
import { label as labelSchema, type Label } from '../../../shared/ids.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { NotFoundPage } from '../../shell/NotFoundPage.tsx'
import { DetailSkeleton } from './DetailSkeleton.tsx'
import { workLink } from './workLink.ts'
import { t } from '../../../shared/i18n/t.ts'

/** Leads on to the release that a track is on: rows know its title alone. */
export function ReleaseOfTrackPage() {
  const { kind, id, edition } = useParams({ from: '/work/$kind/$id/$edition/release' })
  const label = labelSchema.safeParse(`${kind}/${id}/${edition}`)
  return label.success ? <ReleaseFinder label={label.data} /> : <NotFoundPage />
}

function ReleaseFinder({ label }: { readonly label: Label }) {
  const { data, error } = useIpcQuery('work', { label })
  if (error !== null) return <Navigate {...workLink(label)} replace />
  if (data === undefined) return <DetailSkeleton label={t('work.lookingForTheRelease')} />
  const { work, releases } = data
  const release = releases.find(({ title }) => title === work.releaseTitle) ?? releases[0]
  if (release !== undefined) return <Navigate {...workLink(release.label)} replace />
  return <Navigate to="/artist/$address" params={{ address: work.artist }} replace />
}

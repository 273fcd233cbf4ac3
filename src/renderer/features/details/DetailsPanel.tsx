import { Link } from '@tanstack/react-router'
import { Info } from 'lucide-react'
import type { WorkDetail } from '../../../shared/api/catalogue.ts'
import { isFileLabel, type Label } from '../../../shared/ids.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { usePlayer } from '../../playback/usePlayer.ts'
import { ArtistName } from '../../ui/ArtistName.tsx'
import { Disclosure, DescriptionList } from '../../ui/Disclosure.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Duration } from '../../ui/Time.tsx'
import { PriceOrOwned } from '../../ui/TrackList.tsx'
import { describeFormat, describeSize } from '../work/describeFormat.ts'
import { dateText } from '../work/dateText.ts'
import { workLink } from '../work/workLink.ts'
import { TrackHead } from './TrackHead.tsx'
import { FileDetails } from './FileDetails.tsx'
import { PurchaseSection } from './PurchaseSection.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** Everything known of the track that plays. */
export function DetailsPanel() {
  const label = usePlayer(({ track }) => track?.label)
  if (label === undefined) {
    return (
      <EmptyState icon={Info} title={t('common.nothingIsPlaying')}>
        {t('details.whatPlaysIsToldAbout')}
      </EmptyState>
    )
  }
  return isFileLabel(label) ? <FileDetails label={label} /> : <DetailsLoader key={label} label={label} />
}

function DetailsLoader({ label }: { readonly label: Label }) {
  const { data, error, refetch } = useIpcQuery('work', { label })
  if (data !== undefined) return <TrackDetails detail={data} />
  if (error !== null) {
    return (
      <div className="p-4">
        <ErrorState title={t('details.thereIsNothingToTell')} error={error} onRetry={() => void refetch()} />
      </div>
    )
  }
  return (
    <div role="status" aria-label={t('details.loadingTheDetails')} className="flex flex-col gap-3 p-4">
      <Skeleton className="size-36 rounded-large" />
      <Skeleton className="h-5 w-2/3" />
      <Skeleton className="h-4 w-1/2" />
    </div>
  )
}

function TrackDetails({
  detail: { work, description, renditions, releases },
}: {
  readonly detail: WorkDetail
}) {
  const [release] = releases
  const date = dateText(work)
  const releaseTitle = release?.title ?? work.releaseTitle
  return (
    <div className="flex flex-col gap-5 p-4 pb-8">
      <TrackHead
        work={work}
        title={
          <Link {...workLink(work.label)} className="hover:underline">
            {work.title}
          </Link>
        }
        artist={
          <Link to="/artist/$address" params={{ address: work.artist }} className="hover:underline">
            <ArtistName work={work} />
          </Link>
        }
      />
      <DescriptionList
        facts={[
          ...(releaseTitle === null
            ? []
            : [
                [
                  t('common.release'),
                  <ReleaseLink key="release" title={releaseTitle} label={release?.label} />,
                ] as const,
              ]),
          ...(date === undefined ? [] : [[t('common.firstReleased'), date] as const]),
          ...(work.genre === null ? [] : [[t('common.genre'), work.genre] as const]),
          [t('common.length'), <Duration key="length" ms={work.durationMs} />],
          [t('common.formats'), <FormatList key="formats" renditions={renditions} />],
          ...(work.isOwn || work.isOwned
            ? []
            : [[t('common.price'), <PriceOrOwned key="price" work={work} />] as const]),
        ]}
      />
      {work.isOwned && !work.isOwn ? <PurchaseSection label={work.label} /> : null}
      {description === null ? null : (
        <p className="text-text-2 wrap-anywhere whitespace-pre-line">{description}</p>
      )}
      <Disclosure label={t('common.exactTerms')}>
        <DescriptionList
          facts={[
            [t('common.label'), work.label],
            [t('common.manifest'), work.manifest],
            [t('common.account'), work.artist],
          ]}
        />
      </Disclosure>
    </div>
  )
}

function FormatList({ renditions }: Pick<WorkDetail, 'renditions'>) {
  return (
    <ul>
      {renditions.map((rendition) => (
        <li key={rendition.name}>
          {describeFormat(rendition)}, {describeSize(rendition.bytes)}
        </li>
      ))}
    </ul>
  )
}

function ReleaseLink({ title, label }: { readonly title: string; readonly label: Label | undefined }) {
  if (label === undefined) return title
  return (
    <Link {...workLink(label)} className="underline">
      {title}
    </Link>
  )
}

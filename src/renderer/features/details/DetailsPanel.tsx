import { Link } from '@tanstack/react-router'
import { Info } from 'lucide-react'
import type { WorkDetail } from '../../../shared/api/catalogue.ts'
import type { Label } from '../../../shared/ids.ts'
import { useAsk } from '../../ipc/queries.ts'
import { usePlayer } from '../../playback/usePlayer.ts'
import { Artwork } from '../../ui/Artwork.tsx'
import { Details, Facts } from '../../ui/Details.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Length } from '../../ui/Time.tsx'
import { pictureOf, PriceOrYours } from '../../ui/TrackList.tsx'
import { describeFormat, describeSize } from '../work/describeFormat.ts'
import { workLink } from '../work/workLink.ts'
import { Purchase } from './Purchase.tsx'

/** What plays, told at length. */
export function DetailsPanel() {
  const label = usePlayer(({ track }) => track?.label)
  if (label === undefined) {
    return (
      <EmptyState icon={Info} title="Nothing is playing">
        What plays is told about here: where it is from, how it sounds, when you bought it.
      </EmptyState>
    )
  }
  return <Known key={label} label={label} />
}

function Known({ label }: { readonly label: Label }) {
  const { data, error, refetch } = useAsk('work', { label })
  if (data !== undefined) return <Told detail={data} />
  if (error !== null) {
    return (
      <div className="p-4">
        <ErrorState
          title="There is nothing to tell about this"
          error={error}
          onRetry={() => void refetch()}
        />
      </div>
    )
  }
  return (
    <div role="status" aria-label="Loading the details" className="flex flex-col gap-3 p-4">
      <Skeleton className="size-36 rounded-large" />
      <Skeleton className="h-5 w-2/3" />
      <Skeleton className="h-4 w-1/2" />
    </div>
  )
}

function Told({ detail: { work, description, renditions, releases } }: { readonly detail: WorkDetail }) {
  const [release] = releases
  const releaseTitle = release?.title ?? work.releaseTitle
  return (
    <div className="flex flex-col gap-5 p-4 pb-8">
      <Artwork
        {...pictureOf(work)}
        className="aspect-square w-36 rounded-large [@media(height>=900px)]:w-full"
      />
      <div>
        <h3 className="text-lg font-semibold wrap-anywhere">
          <Link {...workLink(work.label)} className="hover:underline">
            {work.title}
          </Link>
        </h3>
        <Link
          to="/artist/$address"
          params={{ address: work.artist }}
          className="text-text-2 wrap-anywhere hover:underline"
        >
          {work.artistName}
        </Link>
      </div>
      <Facts
        facts={[
          ...(releaseTitle === null
            ? []
            : [
                [
                  'Release',
                  <ReleaseLink key="release" title={releaseTitle} label={release?.label} />,
                ] as const,
              ]),
          ...(work.year === null ? [] : [['Year', work.year] as const]),
          ...(work.genre === null ? [] : [['Genre', work.genre] as const]),
          ['Length', <Length key="length" ms={work.durationMs} />],
          ['Formats', <FormatList key="formats" renditions={renditions} />],
          ...(work.isOwn || work.isOwned
            ? []
            : [['Price', <PriceOrYours key="price" work={work} />] as const]),
        ]}
      />
      {work.isOwned && !work.isOwn ? <Purchase label={work.label} /> : null}
      {description === null ? null : (
        <p className="text-text-2 wrap-anywhere whitespace-pre-line">{description}</p>
      )}
      <Details label="Exact terms">
        <Facts
          facts={[
            ['Label', work.label],
            ['Manifest', work.manifest],
            ['Account', work.artist],
          ]}
        />
      </Details>
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

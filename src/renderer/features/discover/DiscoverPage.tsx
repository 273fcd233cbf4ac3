import { Link, useSearch } from '@tanstack/react-router'
import { Compass, SearchX } from 'lucide-react'
import { useIpcQuery } from '../../ipc/queries.ts'
import { describeOutage } from '../../shell/describeOutage.ts'
import { countOf } from '../../ui/count.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { SkeletonCards, SkeletonRows } from '../../ui/Skeleton.tsx'
import { ArtistCards } from '../favourites/ArtistCards.tsx'
import { WorkGrid } from '../work/WorkCard.tsx'
import { WorkList } from '../work/WorkList.tsx'
import { GenreLinks, GenreWorks } from './Genres.tsx'
import { SearchField } from './SearchField.tsx'

/** Music one does not know yet: what is new, and what one looks for. */
export function DiscoverPage() {
  const { q = '', genre } = useSearch({ from: '/' })
  return (
    <Page title="Discover" actions={<SearchField />}>
      {q !== '' ? (
        <SearchResults text={q} />
      ) : genre === undefined ? (
        <Newest />
      ) : (
        <GenreWorks genre={genre} />
      )}
    </Page>
  )
}

function Newest() {
  const { data, error, refetch } = useIpcQuery('newest', { limit: 100 })
  const isAway = describeOutage(useIpcQuery('status', {}).data?.parts) !== undefined
  if (error !== null) {
    return <ErrorState title="New music could not be listed" error={error} onRetry={() => void refetch()} />
  }
  if (data === undefined) return <NewestSkeleton />
  if (data.length === 0) {
    return (
      <EmptyState
        icon={Compass}
        title={isAway ? 'Nothing is known yet' : 'Nothing is on sale yet'}
        actions={
          <Link to="/studio/publish" className="font-medium text-accent underline">
            Publish the first music
          </Link>
        }
      >
        {isAway
          ? 'Busker cannot reach its hub now. When it can, new music shows here by itself.'
          : 'As soon as somebody publishes on this network, it shows here by itself.'}
      </EmptyState>
    )
  }
  const releases = data.filter(({ kind }) => kind === 'release')
  const tracks = data.filter(({ kind }) => kind === 'track')
  return (
    <>
      <GenreLinks />
      {releases.length === 0 ? null : (
        <Section title="New releases">
          <WorkGrid label="New releases" works={releases} />
        </Section>
      )}
      {tracks.length === 0 ? null : (
        <Section title="New tracks">
          <WorkList label="New tracks" works={tracks} />
        </Section>
      )}
    </>
  )
}

function SearchResults({ text }: { readonly text: string }) {
  const { data, error, refetch, isPlaceholderData } = useIpcQuery(
    'search',
    { text, limit: 100 },
    { keepsPreviousData: true },
  )
  const artists = useIpcQuery('searchArtists', { text, limit: 12 }, { keepsPreviousData: true }).data ?? []
  if (error !== null) {
    return <ErrorState title="The search did not work" error={error} onRetry={() => void refetch()} />
  }
  if (data === undefined) return <SkeletonRows label={`Looking for ${text}`} />
  return (
    <>
      <p
        role="status"
        className={data.length === 0 && !isPlaceholderData ? 'sr-only' : 'mb-2 text-sm text-text-3'}
      >
        {isPlaceholderData ? 'Looking…' : `${countOf(data.length, 'work')} found`}
      </p>
      {artists.length === 0 ? null : (
        <div className="mb-6">
          <ArtistCards label="Artists found" artists={artists} />
        </div>
      )}
      {data.length > 0 ? (
        <WorkList label={`Found for ${text}`} works={data} />
      ) : isPlaceholderData || artists.length > 0 ? null : (
        <EmptyState icon={SearchX} title={`Nothing is called “${text}”`}>
          Try fewer letters, or the artist’s name. Busker looks in titles, artists, releases and genres.
        </EmptyState>
      )}
    </>
  )
}

function NewestSkeleton() {
  return (
    <div role="status" aria-label="Loading new music">
      <SkeletonCards className="mb-10" />
      <SkeletonRows label="Loading new tracks" rows={5} />
    </div>
  )
}

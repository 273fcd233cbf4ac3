import { Link, useSearch } from '@tanstack/react-router'
import { Compass, SearchX } from 'lucide-react'
import { useIpcQuery } from '../../ipc/queries.ts'
import { describeOutage } from '../../shell/describeOutage.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { SkeletonCards, SkeletonRows } from '../../ui/Skeleton.tsx'
import { ArtistCards } from '../favourites/ArtistCards.tsx'
import { ComingGrid } from '../reservations/ComingGrid.tsx'
import { WorkGrid } from '../work/WorkCard.tsx'
import { WorkList } from '../work/WorkList.tsx'
import { GenreLinks, GenreWorks } from './Genres.tsx'
import { SearchField } from './SearchField.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** Music one does not know yet: what is new, and what one looks for. */
export function DiscoverPage() {
  const { q = '', genre } = useSearch({ from: '/' })
  return (
    <Page title={t('common.discover')} actions={<SearchField />}>
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
    return (
      <ErrorState title={t('discover.newMusicCouldNotBe')} error={error} onRetry={() => void refetch()} />
    )
  }
  if (data === undefined) return <NewestSkeleton />
  if (data.length === 0) {
    return (
      <EmptyState
        icon={Compass}
        title={isAway ? t('discover.nothingIsKnownYet') : t('discover.nothingIsOnSaleYet')}
        actions={
          <Link to="/studio/publish" className="font-medium text-accent underline">
            {t('discover.publishTheFirstMusic')}
          </Link>
        }
      >
        {isAway ? t('discover.buskerCannotReachItsHub') : t('discover.asSoonAsSomebodyPublishes')}
      </EmptyState>
    )
  }
  const releases = data.filter(({ kind }) => kind === 'release')
  const tracks = data.filter(({ kind }) => kind === 'track')
  return (
    <>
      <GenreLinks />
      <Coming />
      {releases.length === 0 ? null : (
        <Section title={t('discover.newReleases')}>
          <WorkGrid label={t('discover.newReleases')} works={releases} />
        </Section>
      )}
      {tracks.length === 0 ? null : (
        <Section title={t('discover.newTracks')}>
          <WorkList label={t('discover.newTracks')} works={tracks} />
        </Section>
      )}
    </>
  )
}

/** What artists announce; nothing where nobody does. */
function Coming() {
  const works = useIpcQuery('coming', { limit: 12 }).data ?? []
  if (works.length === 0) return null
  return (
    <Section title={t('reservations.coming')}>
      <ComingGrid label={t('reservations.coming')} works={works} />
    </Section>
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
    return (
      <ErrorState title={t('discover.theSearchDidNotWork')} error={error} onRetry={() => void refetch()} />
    )
  }
  if (data === undefined) return <SkeletonRows label={t('discover.lookingFor', { text })} />
  return (
    <>
      <p
        role="status"
        className={data.length === 0 && !isPlaceholderData ? 'sr-only' : 'mb-2 text-sm text-text-3'}
      >
        {isPlaceholderData ? t('common.looking') : t('discover.worksFound', { count: data.length })}
      </p>
      {artists.length === 0 ? null : (
        <div className="mb-6">
          <ArtistCards label={t('discover.artistsFound')} artists={artists} />
        </div>
      )}
      {data.length > 0 ? (
        <WorkList label={t('discover.foundFor', { text })} works={data} />
      ) : isPlaceholderData || artists.length > 0 ? null : (
        <EmptyState icon={SearchX} title={t('discover.nothingIsCalled', { text })}>
          {t('discover.tryFewerLettersOrThe')}
        </EmptyState>
      )}
    </>
  )
}

function NewestSkeleton() {
  return (
    <div role="status" aria-label={t('discover.loadingNewMusic')}>
      <SkeletonCards className="mb-10" />
      <SkeletonRows label={t('discover.loadingNewTracks')} rows={5} />
    </div>
  )
}

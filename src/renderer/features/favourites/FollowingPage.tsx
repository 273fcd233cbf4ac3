import { UsersRound } from 'lucide-react'
import { useIpcQuery } from '../../ipc/queries.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { WorkList } from '../work/WorkList.tsx'
import { ArtistCards } from './ArtistCards.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** What the artists one follows have brought out, newest first. */
export function FollowingPage() {
  const { data, error, refetch } = useIpcQuery('following', {})
  return (
    <Page title={t('common.following')}>
      {error !== null ? (
        <ErrorState
          title={t('favourites.whomYouFollowCouldNot')}
          error={error}
          onRetry={() => void refetch()}
        />
      ) : data === undefined ? (
        <SkeletonRows label={t('favourites.loadingWhomYouFollow')} />
      ) : data.artists.length === 0 ? (
        <EmptyState icon={UsersRound} title={t('favourites.youFollowNobodyYet')}>
          {t('favourites.pressFollowOnAnArtists')}
        </EmptyState>
      ) : (
        <>
          <Section title={t('common.artists')}>
            <ArtistCards label={t('common.artistsYouFollow')} artists={data.artists} />
          </Section>
          {data.works.length === 0 ? null : (
            <Section title={t('favourites.newestFirst')}>
              <WorkList label={t('favourites.byArtistsYouFollow')} works={data.works} />
            </Section>
          )}
        </>
      )}
    </Page>
  )
}

import { UsersRound } from 'lucide-react'
import { useIpcQuery } from '../../ipc/queries.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { WorkList } from '../work/WorkList.tsx'
import { ArtistCards } from './ArtistCards.tsx'

/** What the artists one follows have brought out, newest first. */
export function FollowingPage() {
  const { data, error, refetch } = useIpcQuery('following', {})
  return (
    <Page title="Following">
      {error !== null ? (
        <ErrorState
          title="Whom you follow could not be listed"
          error={error}
          onRetry={() => void refetch()}
        />
      ) : data === undefined ? (
        <SkeletonRows label="Loading whom you follow" />
      ) : data.artists.length === 0 ? (
        <EmptyState icon={UsersRound} title="You follow nobody yet">
          Press Follow on an artist’s page: what they bring out shows here, and you are told of it.
        </EmptyState>
      ) : (
        <>
          <Section title="Artists">
            <ArtistCards label="Artists you follow" artists={data.artists} />
          </Section>
          {data.works.length === 0 ? null : (
            <Section title="Newest first">
              <WorkList label="By artists you follow" works={data.works} />
            </Section>
          )}
        </>
      )}
    </Page>
  )
}

import { Heart } from 'lucide-react'
import { useIpcQuery } from '../../ipc/queries.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { canPlayInFull } from '../work/useWorkActions.ts'
import { WorkList } from '../work/WorkList.tsx'

/** Works one marked: those one wishes for, and those one holds. */
export function FavouritesPage() {
  const { data, error, refetch } = useIpcQuery('favourites', {})
  const held = data?.filter(canPlayInFull) ?? []
  const wished = data?.filter((work) => !canPlayInFull(work)) ?? []
  return (
    <Page title="Favourites">
      {error !== null ? (
        <ErrorState
          title="What you marked could not be listed"
          error={error}
          onRetry={() => void refetch()}
        />
      ) : data === undefined ? (
        <SkeletonRows label="Loading what you marked" />
      ) : data.length === 0 ? (
        <EmptyState icon={Heart} title="Nothing is marked yet">
          Press the heart on a work’s page, or in its menu: what you do not own yet becomes your wish list.
        </EmptyState>
      ) : (
        <>
          {wished.length === 0 ? null : (
            <Section title="Wish list">
              <WorkList label="Wish list" works={wished} />
            </Section>
          )}
          {held.length === 0 ? null : (
            <Section title="Yours">
              <WorkList label="Favourites of yours" works={held} isPlayedThrough />
            </Section>
          )}
        </>
      )}
    </Page>
  )
}

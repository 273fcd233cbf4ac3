import { Heart } from 'lucide-react'
import { useIpcQuery } from '../../ipc/queries.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { canPlayInFull } from '../work/useWorkActions.ts'
import { WorkList } from '../work/WorkList.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** Works one marked: those one wishes for, and those one holds. */
export function FavouritesPage() {
  const { data, error, refetch } = useIpcQuery('favourites', {})
  const held = data?.filter(canPlayInFull) ?? []
  const wished = data?.filter((work) => !canPlayInFull(work)) ?? []
  return (
    <Page title={t('common.favourites')}>
      {error !== null ? (
        <ErrorState
          title={t('favourites.whatYouMarkedCouldNot')}
          error={error}
          onRetry={() => void refetch()}
        />
      ) : data === undefined ? (
        <SkeletonRows label={t('favourites.loadingWhatYouMarked')} />
      ) : data.length === 0 ? (
        <EmptyState icon={Heart} title={t('favourites.nothingIsMarkedYet')}>
          {t('favourites.pressTheHeartOnA')}
        </EmptyState>
      ) : (
        <>
          {wished.length === 0 ? null : (
            <Section title={t('favourites.wishList')}>
              <WorkList label={t('favourites.wishList')} works={wished} />
            </Section>
          )}
          {held.length === 0 ? null : (
            <Section title={t('common.yours')}>
              <WorkList label={t('favourites.favouritesOfYours')} works={held} isPlayedThrough />
            </Section>
          )}
        </>
      )}
    </Page>
  )
}

import { useNavigate } from '@tanstack/react-router'
import { AudioLines, Plus, UserRound } from 'lucide-react'
import { useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { PaymentsUnavailable } from './PaymentsUnavailable.tsx'
import { OwnWorks } from './OwnWorks.tsx'
import { UploadList } from './UploadList.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** What one makes and sells. */
export function StudioPage() {
  const works = useIpcQuery('works', { owner: 'self' })
  const uploads = useIpcQuery('uploads', {})
  const navigate = useNavigate()
  const error = works.error ?? uploads.error
  const publish = (
    <Button variant="primary" icon={Plus} onClick={() => void navigate({ to: '/studio/publish' })}>
      {t('common.publishMusic')}
    </Button>
  )
  const isEmpty = works.data?.length === 0 && uploads.data?.length === 0
  return (
    <Page
      title={t('common.studio')}
      actions={
        <>
          <Button icon={UserRound} onClick={() => void navigate({ to: '/studio/profile' })}>
            {t('studio.yourPage')}
          </Button>
          {isEmpty ? null : publish}
        </>
      }
    >
      {error !== null ? (
        <ErrorState
          title={t('studio.yourWorksCouldNotBe')}
          error={error}
          onRetry={() => {
            void works.refetch()
            void uploads.refetch()
          }}
        />
      ) : works.data === undefined || uploads.data === undefined ? (
        <SkeletonRows label={t('studio.loadingYourWorks')} />
      ) : isEmpty ? (
        <EmptyState icon={AudioLines} title={t('studio.sellYourMusicStraightFrom')} actions={publish}>
          {t('studio.dropAFolderSetA')}
        </EmptyState>
      ) : (
        <>
          <PaymentsUnavailable />
          {uploads.data.length === 0 ? null : (
            <Section title={t('studio.publishing')}>
              <UploadList uploads={uploads.data} />
            </Section>
          )}
          {works.data.length === 0 ? null : (
            <Section title={t('studio.onSale')}>
              <OwnWorks works={works.data} />
            </Section>
          )}
        </>
      )}
    </Page>
  )
}

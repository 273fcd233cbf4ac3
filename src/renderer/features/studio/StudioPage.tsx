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

/** What one makes and sells. */
export function StudioPage() {
  const works = useIpcQuery('works', { owner: 'self' })
  const uploads = useIpcQuery('uploads', {})
  const navigate = useNavigate()
  const error = works.error ?? uploads.error
  const publish = (
    <Button variant="primary" icon={Plus} onClick={() => void navigate({ to: '/studio/publish' })}>
      Publish music
    </Button>
  )
  const isEmpty = works.data?.length === 0 && uploads.data?.length === 0
  return (
    <Page
      title="Studio"
      actions={
        <>
          <Button icon={UserRound} onClick={() => void navigate({ to: '/studio/profile' })}>
            Your page
          </Button>
          {isEmpty ? null : publish}
        </>
      }
    >
      {error !== null ? (
        <ErrorState
          title="Your works could not be listed"
          error={error}
          onRetry={() => {
            void works.refetch()
            void uploads.refetch()
          }}
        />
      ) : works.data === undefined || uploads.data === undefined ? (
        <SkeletonRows label="Loading your works" />
      ) : isEmpty ? (
        <EmptyState icon={AudioLines} title="Sell your music straight from here" actions={publish}>
          Drop a folder, set a price, press Publish. Whoever buys pays you directly.
        </EmptyState>
      ) : (
        <>
          <PaymentsUnavailable />
          {uploads.data.length === 0 ? null : (
            <Section title="Publishing">
              <UploadList uploads={uploads.data} />
            </Section>
          )}
          {works.data.length === 0 ? null : (
            <Section title="On sale">
              <OwnWorks works={works.data} />
            </Section>
          )}
        </>
      )}
    </Page>
  )
}

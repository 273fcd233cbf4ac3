import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useRef, useState } from 'react'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { useCommands } from '../../shell/commands.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page } from '../../ui/Page.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { useToken } from '../../ui/token.ts'
import { PaymentsUnavailable } from './PaymentsUnavailable.tsx'
import { countProblems, sellable, toUploadInput } from './draft.ts'
import { useDraft } from './draftStore.ts'
import { DraftOffer } from './DraftOffer.tsx'
import { DraftTable } from './DraftTable.tsx'
import { AddButtons, AddError, DropZone, EmptyDropZone } from './DropZone.tsx'
import { LeftOutFiles } from './LeftOutFiles.tsx'
import { ReleaseForm } from './ReleaseForm.tsx'
import { momentAhead, tomorrow } from './moment.ts'
import { WhenField } from './WhenField.tsx'
import { PublishReview } from './PublishReview.tsx'
import { useAddFiles } from './useAddFiles.ts'
import { t } from '../../../shared/i18n/t.ts'

/** From files to works on sale: choose, look over, publish. */
export function PublishPage() {
  const adding = useAddFiles()
  const { draft, hasBegun, clear } = useDraft()
  const kept = useIpcQuery('uploadDraft', {}, { isEnabled: !hasBegun })
  const [isReviewing, setReviewing] = useState(false)
  const isEmpty = draft.tracks.length === 0
  return (
    <Page
      title={isReviewing && !isEmpty ? t('studio.readyToPublish') : t('common.publishMusic')}
      actions={
        isEmpty || isReviewing ? null : (
          <>
            <AddButtons adding={adding} />
            <Button variant="quiet" onClick={clear}>
              {t('studio.startOver')}
            </Button>
          </>
        )
      }
    >
      <AddError error={adding.error} />
      {!hasBegun && kept.isLoading ? (
        <SkeletonRows label={t('studio.lookingForADraft')} />
      ) : !hasBegun && kept.data ? (
        <DraftOffer kept={kept.data} />
      ) : isEmpty ? (
        <DropZone adding={adding}>
          <EmptyDropZone adding={adding} />
          <LeftOutFiles />
        </DropZone>
      ) : isReviewing ? (
        <ReviewStep onBack={() => setReviewing(false)} />
      ) : (
        <DropZone adding={adding}>
          <EditStep onReview={() => setReviewing(true)} />
        </DropZone>
      )}
    </Page>
  )
}

function EditStep({ onReview }: { readonly onReview: () => void }) {
  const draft = useDraft((state) => state.draft)
  const token = useToken()
  const [hasTried, setTried] = useState(false)
  const problems = countProblems(draft, token)
  const left = draft.tracks.length - sellable(draft).length
  const review = () => {
    setTried(true)
    if (toUploadInput(draft, token) !== undefined) onReview()
  }
  return (
    <>
      <DraftTable isProblemShown={hasTried} />
      <LeftOutFiles />
      <ReleaseForm isProblemShown={hasTried} />
      <NextStepBar>
        <p role="status" className="text-text-2">
          {hasTried && problems > 0
            ? t('studio.thingsToPutRight', { count: problems })
            : left > 0
              ? t('studio.filesLeft', { count: left })
              : ''}
        </p>
        <Button variant="primary" size="large" onClick={review} disabled={sellable(draft).length === 0}>
          {t('studio.review')}
        </Button>
      </NextStepBar>
    </>
  )
}

function ReviewStep({ onBack }: { readonly onBack: () => void }) {
  const { draft, clear, setWhen, setComing } = useDraft()
  const { when = '', isComing = false } = draft
  const token = useToken()
  const upload = useIpcMutation('upload')
  const navigate = useNavigate()
  const publishAt = when === '' ? undefined : momentAhead(when)
  const isTimeGood = when === '' || publishAt !== undefined
  const ready = toUploadInput(draft, token, publishAt)
  const publish = () => {
    if (ready === undefined) return onBack()
    upload.mutate(ready, {
      onSuccess: () => {
        clear()
        void navigate({ to: '/studio' })
      },
    })
  }
  const whenSection = useRef<HTMLElement>(null)
  const setLater = () => {
    setWhen(when || tomorrow())
    requestAnimationFrame(() => whenSection.current?.scrollIntoView?.({ block: 'end' }))
  }
  useCommands([{ id: 'onSaleLater', label: t('studio.onSaleLater'), group: 'music', run: setLater }])
  return (
    <>
      <PaymentsUnavailable />
      <PublishReview />
      <section
        ref={whenSection}
        aria-label={t('studio.whenItGoesOnSale')}
        className="mt-6 rounded-large bg-surface-2 p-4"
      >
        <WhenField value={when} onChange={setWhen} />
        {when === '' ? null : (
          <div className="mt-4">
            <Checkbox
              label={t('studio.announceIt')}
              hint={t('studio.announceItHint')}
              isChecked={isComing}
              onChange={setComing}
            />
          </div>
        )}
      </section>
      {upload.error === null ? null : (
        <ErrorState
          title={t('studio.publishingCouldNotBegin')}
          error={upload.error}
          money={t('studio.nothingWasPublishedAndNothing')}
          onRetry={publish}
          className="mt-4"
        />
      )}
      <NextStepBar>
        <Button size="large" onClick={onBack}>
          {t('common.back')}
        </Button>
        <Button
          variant="primary"
          size="large"
          busy={upload.isPending && t('studio.handingOver')}
          disabled={!isTimeGood}
          onClick={publish}
        >
          {when === '' ? t('studio.publish') : t('studio.prepare')}
        </Button>
      </NextStepBar>
    </>
  )
}

/** In sight however long the page is. */
function NextStepBar({ children }: { readonly children: ReactNode }) {
  return (
    <div className="sticky bottom-0 -mx-6 mt-6 flex flex-wrap items-center justify-end gap-4 border-t border-line bg-surface-1 px-6 py-3">
      {children}
    </div>
  )
}

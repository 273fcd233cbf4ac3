import { useState } from 'react'
import { useClient } from '../../ipc/ClientContext.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { countText } from '../../ui/count.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { Time } from '../../ui/Time.tsx'
import { useDraft } from './draftStore.ts'
import { fromKept, type KeptDraft } from './keptDraft.ts'
import { t } from '../../../shared/i18n/t.ts'

/** What was being prepared when Busker was closed or locked: to be gone on with, or not. */
export function DraftOffer({ kept }: { readonly kept: KeptDraft }) {
  const client = useClient()
  const { restore, begin } = useDraft()
  const discard = useIpcMutation('discardUploadDraft')
  const [lookedAt, setLookedAt] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)
  const { draft, keptAt, gone } = kept
  const { tracks, release } = draft
  const goOn = () => {
    setError(null)
    setLookedAt(0)
    const onProgress = () => setLookedAt((count) => (count ?? 0) + 1)
    client
      .ask('inspect', { paths: [...tracks.map(({ file }) => file), ...(draft.bonus ?? [])] }, { onProgress })
      .then((inspected) => restore(fromKept(kept, inspected)), setError)
      .finally(() => setLookedAt(null))
  }
  const problem = error ?? discard.error
  const title = release?.text['title'] ?? ''
  return (
    <section
      aria-labelledby="draft-offer"
      className="flex flex-col items-center gap-2 rounded-large bg-surface-2 px-6 py-10 text-center"
    >
      <h2 id="draft-offer" className="text-lg font-semibold">
        {t('studio.youHaveADraft')}
      </h2>
      <p className="text-text-2">
        {title === '' ? null : (
          <>
            <bdi className="font-medium text-text-1">{title}</bdi>
            {' · '}
          </>
        )}
        {t('count.track', { count: tracks.length })}
        {' · '}
        <Time at={keptAt} />
      </p>
      {gone.length === 0 ? null : (
        <div className="mt-2 w-full max-w-lg text-start">
          <p className="text-warning">{t('studio.filesGone', { count: gone.length })}</p>
          <ul aria-label={t('studio.filesThatAreGone')} className="mt-1 max-h-40 overflow-y-auto text-sm">
            {gone.map((file) => (
              <li dir="auto" key={file} className="truncate text-text-2" title={file}>
                {file}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="mt-4 flex flex-wrap justify-center gap-2">
        <Button
          variant="primary"
          busy={
            lookedAt !== null &&
            (lookedAt === 0
              ? t('common.looking')
              : t('studio.lookedAt', { inspectedCount: countText(lookedAt) }))
          }
          onClick={goOn}
        >
          {t('studio.goOnWithYourDraft')}
        </Button>
        <Button
          busy={discard.isPending && t('studio.discarding')}
          disabled={lookedAt !== null}
          onClick={() => discard.mutate({}, { onSuccess: begin })}
        >
          {t('studio.discardIt')}
        </Button>
      </div>
      <p className="text-sm text-text-3">{t('studio.discardingLeavesYourFiles')}</p>
      {problem === null ? null : (
        <p role="alert" className="text-danger">
          {messageOf(problem)}
        </p>
      )}
    </section>
  )
}

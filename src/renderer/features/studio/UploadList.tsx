import type { UploadView } from '../../../shared/api/studio.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { countText } from '../../ui/count.ts'
import { Price } from '../../ui/Price.tsx'
import { Button } from '../../ui/Button.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { StepList } from '../../ui/StepList.tsx'
import { useNow } from '../../ui/Time.tsx'
import { AnnounceButton } from './AnnounceButton.tsx'
import { RescheduleButton } from './RescheduleButton.tsx'
import {
  hasStopped,
  releaseFraction,
  releaseStatus,
  uploadFraction,
  uploadStatus,
  uploadSteps,
} from './uploadSteps.ts'
import { t } from '../../../shared/i18n/t.ts'
import { errorText } from '../../../shared/i18n/errorText.ts'

/** What is being published: single tracks, and releases with theirs. */
export function UploadList({ uploads }: { readonly uploads: readonly UploadView[] }) {
  const listed = new Set(uploads.map(({ id }) => id))
  const tracksOf = Map.groupBy(uploads, ({ release }) => release)
  const isOnItsOwn = ({ release }: UploadView) => release === undefined || !listed.has(release)
  const done = uploads.filter(({ state }) => state === 'announced').length
  return (
    <>
      <p role="status" className="mb-2 text-sm text-text-3">
        {t('studio.ofPublished', { done: countText(done), uploads: countText(uploads.length) })}
      </p>
      <ul aria-label={t('studio.uploads')} className="flex flex-col gap-2">
        {uploads.filter(isOnItsOwn).map((upload) => (
          <li key={upload.id} className="rounded-large bg-surface-2 px-4 py-3">
            <UploadItem upload={upload} tracks={tracksOf.get(upload.id) ?? []} />
          </li>
        ))}
      </ul>
    </>
  )
}

interface UploadItemProps {
  readonly upload: UploadView
  /** Of a release. */
  readonly tracks?: readonly UploadView[]
  /** It is a track that waits for this release. */
  readonly release?: UploadView
}

function UploadItem({ upload, tracks = [], release }: UploadItemProps) {
  const { title, price, orMore, state, problem } = upload
  const now = useNow()
  const isRelease = tracks.length > 0
  const fraction = isRelease ? releaseFraction(tracks) : uploadFraction(upload)
  const isOpen = state === 'running' || state === 'failed' || (isRelease && state === 'waiting')
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <p className="min-w-0 flex-1 basis-48 truncate font-medium" title={title}>
          {title}
        </p>
        <span className={state === 'announced' ? 'text-positive' : 'text-text-2'}>
          {isRelease ? releaseStatus(upload, tracks) : uploadStatus(upload, release)}
        </span>
        <Price value={price} orMore={orMore} className="w-32 text-end text-text-2" />
        <UploadButtons
          upload={upload}
          isHeldBack={isRelease && tracks.some(hasStopped)}
          isOfPendingRelease={release !== undefined && release.state !== 'announced'}
        />
      </div>
      {isOpen ? (
        <ProgressBar label={t('studio.publishingTitle', { title })} fraction={fraction} className="mt-2" />
      ) : null}
      {problem === null ? null : (
        <p role="alert" className="mt-2 text-danger">
          {errorText(problem)}
        </p>
      )}
      {isRelease ? (
        <ul
          aria-label={t('studio.tracksOf', { title })}
          className="mt-2 flex flex-col gap-2 border-s border-line ps-4"
        >
          {tracks.map((track) => (
            <li key={track.id}>
              <UploadItem upload={track} release={upload} />
            </li>
          ))}
        </ul>
      ) : state === 'waiting' || state === 'announced' ? null : (
        <div className="mt-2">
          <Disclosure label={t('common.steps')}>
            <StepList label={t('studio.stepsOf', { title })} steps={uploadSteps(upload, now)} />
          </Disclosure>
        </div>
      )}
    </>
  )
}

interface UploadButtonsProps {
  readonly upload: UploadView
  /** A track of this release has stopped. */
  readonly isHeldBack: boolean
  /** Its release is not on sale yet. */
  readonly isOfPendingRelease: boolean
}

function UploadButtons({ upload, isHeldBack, isOfPendingRelease }: UploadButtonsProps) {
  const { id, title, state } = upload
  const cancel = useIpcMutation('cancelUpload')
  const resume = useIpcMutation('resumeUpload')
  const dismiss = useIpcMutation('dismissUpload')
  const error = cancel.error ?? resume.error ?? dismiss.error
  const isOpen = state === 'waiting' || state === 'running' || state === 'ready' || state === 'scheduled'
  const of = <span className="sr-only"> {title}</span>
  return (
    <span className="flex gap-2">
      {state === 'scheduled' ? <AnnounceButton upload={upload} /> : null}
      {state === 'scheduled' ? <RescheduleButton upload={upload} /> : null}
      {isHeldBack || hasStopped(upload) ? (
        <Button
          size="small"
          busy={resume.isPending && t('studio.resuming')}
          onClick={() => resume.mutate({ id })}
        >
          {t('studio.resume')}
          {of}
        </Button>
      ) : null}
      {isOfPendingRelease && hasStopped(upload) ? (
        <Button size="small" onClick={() => dismiss.mutate({ id })}>
          {t('studio.publishWithoutIt')}
          <span className="sr-only">: {title}</span>
        </Button>
      ) : isOpen || state === 'failed' ? (
        <Button
          size="small"
          variant="quiet"
          busy={cancel.isPending && t('studio.cancelling')}
          onClick={() => cancel.mutate({ id })}
        >
          {t('common.cancel')}
          {of}
        </Button>
      ) : (
        <Button size="small" variant="quiet" onClick={() => dismiss.mutate({ id })}>
          {t('ui.dismiss')}
          {of}
        </Button>
      )}
      {error === null ? null : <span role="alert">{messageOf(error)}</span>}
    </span>
  )
}

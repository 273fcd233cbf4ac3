import type { UploadView } from '../../../shared/api/studio.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { Button } from '../../ui/Button.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { StepList } from '../../ui/StepList.tsx'
import { useNow } from '../../ui/Time.tsx'
import { uploadFraction, uploadStatus, uploadSteps } from './uploadSteps.ts'

/** What is being published, track by track. */
export function UploadList({ uploads }: { readonly uploads: readonly UploadView[] }) {
  const done = uploads.filter(({ state }) => state === 'announced').length
  return (
    <>
      <p role="status" className="mb-2 text-sm text-text-3">
        {done} of {uploads.length} published
      </p>
      <ul aria-label="Uploads" className="flex flex-col gap-2">
        {uploads.map((upload) => (
          <li key={upload.id} className="rounded-large bg-surface-2 px-4 py-3">
            <UploadItem upload={upload} />
          </li>
        ))}
      </ul>
    </>
  )
}

function UploadItem({ upload }: { readonly upload: UploadView }) {
  const { title, price, state, problem } = upload
  const now = useNow()
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <p className="min-w-0 flex-1 basis-48 truncate font-medium" title={title}>
          {title}
        </p>
        <span className={state === 'announced' ? 'text-positive' : 'text-text-2'}>
          {uploadStatus(upload)}
        </span>
        <TokenAmount value={price} isPrice className="w-24 text-right text-text-2" />
        <UploadButtons upload={upload} />
      </div>
      {state === 'running' || state === 'failed' ? (
        <ProgressBar label={`Publishing ${title}`} fraction={uploadFraction(upload)} className="mt-2" />
      ) : null}
      {problem === null ? null : (
        <p role="alert" className="mt-2 text-danger">
          {problem.message}
        </p>
      )}
      {state === 'waiting' || state === 'announced' ? null : (
        <div className="mt-2">
          <Disclosure label="Steps">
            <StepList label={`Steps of ${title}`} steps={uploadSteps(upload, now)} />
          </Disclosure>
        </div>
      )}
    </>
  )
}

function UploadButtons({ upload: { id, title, state } }: { readonly upload: UploadView }) {
  const cancel = useIpcMutation('cancelUpload')
  const resume = useIpcMutation('resumeUpload')
  const dismiss = useIpcMutation('dismissUpload')
  const error = cancel.error ?? resume.error ?? dismiss.error
  const isOpen = state === 'waiting' || state === 'running'
  const of = <span className="sr-only"> {title}</span>
  return (
    <span className="flex gap-2">
      {state === 'failed' || state === 'cancelled' ? (
        <Button size="small" busy={resume.isPending && 'Resuming…'} onClick={() => resume.mutate({ id })}>
          Resume{of}
        </Button>
      ) : null}
      {isOpen || state === 'failed' ? (
        <Button
          size="small"
          variant="quiet"
          busy={cancel.isPending && 'Cancelling…'}
          onClick={() => cancel.mutate({ id })}
        >
          Cancel{of}
        </Button>
      ) : (
        <Button size="small" variant="quiet" onClick={() => dismiss.mutate({ id })}>
          Dismiss{of}
        </Button>
      )}
      {error === null ? null : <span role="alert">{messageOf(error)}</span>}
    </span>
  )
}

import type { EventEmitter } from 'node:events'
import type { CallContext } from '../../shared/api/define.ts'
import type { UploadView } from '../../shared/api/studio.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { WorkId } from '../../shared/ids.ts'
import type { NodeEvents } from '../lifecycle/nodeEvents.ts'

export interface FollowUploadParts {
  readonly events: Pick<EventEmitter<NodeEvents>, 'on' | 'off'>
}

/**
 * Tells of every change of an upload until it is announced, failed or cancelled.
 *
 * @param view what windows show of it; undefined when it is off the list
 * @throws BuskerError `UPLOAD_UNKNOWN`, `CONTROL_CANCELLED`
 */
export async function followUpload(
  { events }: FollowUploadParts,
  id: WorkId,
  view: (id: WorkId) => UploadView | undefined,
  { signal, report }: CallContext<UploadView>,
): Promise<UploadView> {
  const done = Promise.withResolvers<UploadView>()
  const onUpload = (changed: WorkId) => {
    if (changed !== id) return
    const upload = view(id)
    if (upload === undefined) {
      done.reject(new BuskerError('UPLOAD_UNKNOWN', 'There is no such upload any more.'))
      return
    }
    report(upload)
    if (['announced', 'failed', 'cancelled'].includes(upload.state)) done.resolve(upload)
  }
  const stop = () =>
    done.reject(new BuskerError('CONTROL_CANCELLED', 'Nobody follows this upload any more; it goes on.'))
  events.on('upload', onUpload)
  signal.addEventListener('abort', stop, { once: true })
  try {
    onUpload(id)
    return await done.promise
  } finally {
    events.off('upload', onUpload)
    signal.removeEventListener('abort', stop)
  }
}

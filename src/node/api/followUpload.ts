import type { EventEmitter } from 'node:events'
import type { CallContext } from '../../shared/api/define.ts'
import type { UploadView } from '../../shared/api/studio.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { WorkId } from '../../shared/ids.ts'
import type { NodeEvents } from '../lifecycle/nodeEvents.ts'
import { follow } from './follow.ts'

export interface FollowUploadParts {
  readonly events: Pick<EventEmitter<NodeEvents>, 'on' | 'off'>
}

/**
 * Tells of every change of an upload until it is announced, failed or cancelled.
 *
 * @param view what windows show of it; undefined when it is off the list
 * @throws BuskerError `UPLOAD_UNKNOWN`, `CONTROL_CANCELLED`
 */
export function followUpload(
  { events }: FollowUploadParts,
  id: WorkId,
  view: (id: WorkId) => UploadView | undefined,
  { signal, report }: CallContext<UploadView>,
): Promise<UploadView> {
  const whenLeft = 'Nobody follows this upload any more; it goes on.'
  return follow<UploadView>({ events, signal, whenLeft }, ({ resolve, reject }) => {
    const upload = (changed: WorkId) => {
      if (changed !== id) return
      const shown = view(id)
      if (shown === undefined) {
        reject(new BuskerError('UPLOAD_UNKNOWN', 'There is no such upload any more.'))
        return
      }
      report(shown)
      if (['announced', 'failed', 'cancelled'].includes(shown.state)) resolve(shown)
    }
    return { listeners: { upload }, look: () => upload(id) }
  })
}

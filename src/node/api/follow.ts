import type { EventEmitter } from 'node:events'
import { BuskerError } from '../../shared/errors.ts'
import { listenTo, type NodeListeners } from '../lifecycle/listenTo.ts'
import type { NodeEvents } from '../lifecycle/nodeEvents.ts'

export interface Following {
  readonly events: Pick<EventEmitter<NodeEvents>, 'on' | 'off'>
  /** Aborted when whoever asked has gone away. */
  readonly signal: AbortSignal
  /** What is said then. */
  readonly whenLeft: string
}

/** What is listened to, and how it is first looked at: once that is listened to, so that nothing is missed between. */
interface Watch {
  readonly listeners: NodeListeners
  readonly look: () => void
}

/**
 * Follows something of the node until it is over.
 *
 * @param watch settles what it is given
 * @throws BuskerError `CONTROL_CANCELLED`; what `watch` rejects with, or throws
 */
export async function follow<Result>(
  { events, signal, whenLeft }: Following,
  watch: (done: PromiseWithResolvers<Result>) => Watch,
): Promise<Result> {
  const done = Promise.withResolvers<Result>()
  const stop = () => done.reject(new BuskerError('CONTROL_CANCELLED', whenLeft))
  const { listeners, look } = watch(done)
  const unsubscribe = listenTo(events, listeners)
  signal.addEventListener('abort', stop, { once: true })
  try {
    look()
    return await done.promise
  } finally {
    unsubscribe()
    signal.removeEventListener('abort', stop)
  }
}

import { AsyncAction } from 'rxjs/internal/scheduler/AsyncAction'
import { AsyncScheduler } from 'rxjs/internal/scheduler/AsyncScheduler'

/** What rxjs's types keep to themselves. */
interface Queue {
  actions: Action[]
  _active: boolean
  flush: unknown
}
type Action = AsyncAction<unknown>

/**
 * Makes rxjs's queue linear. raiden-ts puts tens of thousands of actions on it when it starts with payments pending, and
 * rxjs 7 takes each from the front of an array, and searches the whole array when one is cancelled.
 * Here the backlog is taken in batches, and a cancelled action stays where it is and is skipped.
 */
export function batchRxjsQueue(): void {
  const unsubscribe = Reflect.get(AsyncAction.prototype, 'unsubscribe') as (this: Action) => void
  AsyncScheduler.prototype.flush = flushInBatches
  AsyncAction.prototype.unsubscribe = function (this: Action) {
    const queue = queueOf(this)
    // Schedulers with a flush of their own (asap, animation frame) count on the removal.
    if (this.closed || queue.flush !== flushInBatches) return unsubscribe.call(this)
    const { actions } = queue
    queue.actions = []
    try {
      unsubscribe.call(this)
    } finally {
      for (const added of queue.actions) actions.push(added)
      queue.actions = actions
    }
  }
}

function flushInBatches(this: AsyncScheduler, action: Action): void {
  const queue = this as unknown as Queue
  if (queue._active) {
    queue.actions.push(action)
    return
  }
  queue._active = true
  let batch = [action]
  let failure: { readonly error: unknown } | null = null
  while (batch.length > 0) {
    for (const next of batch) {
      if (failure !== null) next.unsubscribe()
      else if (!next.closed) {
        const error: unknown = next.execute(next.state, next.delay)
        if (error) failure = { error }
      }
    }
    batch = queue.actions
    queue.actions = []
  }
  queue._active = false
  if (failure !== null) throw failure.error
}

function queueOf(action: Action): Queue {
  return (action as unknown as { readonly scheduler: Queue }).scheduler
}

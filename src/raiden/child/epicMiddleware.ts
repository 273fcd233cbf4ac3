import { createRequire } from 'node:module'
import {
  from,
  Observable,
  observeOn,
  queueScheduler,
  Subject,
  subscribeOn,
  type SchedulerLike,
  type Subscriber,
} from 'rxjs'

interface Store<Action, State> {
  getState(): State
  dispatch(action: Action): unknown
}
type Epic<Action> = (
  action$: Observable<Action>,
  state$: unknown,
  dependencies: unknown,
) => Observable<Action>
interface ReduxObservable {
  readonly StateObservable: new <State>(input$: Observable<State>, initial: State) => Observable<State>
  createEpicMiddleware: typeof createEpicMiddleware
}

/** What these add to raiden-ts's own dependencies. */
export interface ActionFilter {
  /** An action that is held is as if it had never been. */
  isHeld?: (action: unknown) => boolean
}

const load = createRequire(import.meta.url)
/** As raiden-ts itself finds it. */
const reduxObservable = createRequire(load.resolve('raiden-ts')).resolve('redux-observable')
const { StateObservable } = load(reduxObservable) as ReduxObservable

/**
 * Has raiden-ts, loaded after this, run its epics on {@link createEpicMiddleware}.
 */
export function replaceEpicMiddleware(): void {
  const module = load.cache[reduxObservable]
  if (module === undefined) throw new Error('redux-observable is not loaded.')
  module.exports = { ...(module.exports as ReduxObservable), createEpicMiddleware }
}

/**
 * redux-observable's middleware with its order of events, at a tenth of the cost. The original puts an action on its queue
 * once for every listener, and raiden-ts has a thousand and more while payments are pending: a hub that starts with
 * twenty-five of them queues fifty thousand deliveries. Here an action is queued once, with the listeners it had then.
 */
export function createEpicMiddleware<Action, State>({ dependencies }: { readonly dependencies: unknown }) {
  // A queue of its own, apart from other rxjs code, like the original's.
  const QueueSchedulerClass = queueScheduler.constructor as new (action: unknown) => SchedulerLike
  const queue = new QueueSchedulerClass(
    (queueScheduler as unknown as { schedulerActionCtor: unknown }).schedulerActionCtor,
  )
  const listeners = new Set<Subscriber<Action>>()
  const action$ = new Observable<Action>((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  })
  const states$ = new Subject<State>()
  const epics$ = new Subject<Epic<Action>>()

  const middleware = (store: Store<Action, State>) => {
    const state$ = new StateObservable(states$.pipe(observeOn(queue)), store.getState())
    epics$.subscribe((epic) => {
      from(epic(action$, state$, dependencies))
        .pipe(subscribeOn(queue), observeOn(queue))
        .subscribe((action) => void store.dispatch(action))
    })
    const filter = dependencies as ActionFilter | undefined
    return (next: (action: Action) => unknown) => (action: Action) => {
      if (filter?.isHeld?.(action) === true) return action
      const result = next(action)
      states$.next(store.getState())
      const audience = [...listeners]
      queue.schedule(() => {
        for (const listener of audience) listener.next(action)
      })
      return result
    }
  }
  return Object.assign(middleware, { run: (epic: Epic<Action>) => epics$.next(epic) })
}

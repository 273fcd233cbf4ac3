import { createRequire } from 'node:module'
import fc from 'fast-check'
import {
  config,
  filter,
  map,
  merge,
  mergeMap,
  of,
  take,
  takeUntil,
  withLatestFrom,
  type Observable,
} from 'rxjs'
import { expect, test } from 'vitest'
import { createEpicMiddleware, replaceEpicMiddleware } from './epicMiddleware.ts'

const require = createRequire(createRequire(import.meta.url).resolve('raiden-ts'))
const originalName = 'redux-observable'
const original = requireAnew(originalName) as { createEpicMiddleware: typeof createEpicMiddleware }
const { applyMiddleware, createStore } = require('redux') as {
  applyMiddleware: (middleware: unknown) => unknown
  createStore: (reducer: unknown, enhancer: unknown) => { dispatch(action: Action): void }
}
interface Action {
  readonly type: string
  readonly depth: number
}

/** A module as it is in its file, also where another test of this process has replaced it. */
function requireAnew(name: string): unknown {
  const path = require.resolve(name)
  const cached = require.cache[path]
  delete require.cache[path]
  const loaded: unknown = require(path)
  if (cached !== undefined) require.cache[path] = cached
  return loaded
}

/** Actions that beget actions, epics that come and go with them, and what each saw of action and state, in order. */
function run(create: typeof createEpicMiddleware, types: readonly string[]): string[] {
  const seen: string[] = []
  const note =
    (who: string) =>
    ([action, count]: readonly [Action, number]): void =>
      void seen.push(`${who} ${action.type}${action.depth} ${count}`)
  const epic = (action$: Observable<Action>, state$: unknown): Observable<Action> => {
    const counts$ = state$ as Observable<number>
    const children = action$.pipe(
      filter(({ type, depth }) => type === 'a' && depth < 2),
      mergeMap(({ depth }) => {
        // Listens from now on, until the next c.
        action$
          .pipe(takeUntil(action$.pipe(filter(({ type }) => type === 'c'))), withLatestFrom(counts$))
          .subscribe(note(`late${depth}`))
        return of({ type: 'b', depth: depth + 1 }, { type: 'a', depth: depth + 1 })
      }),
    )
    const echoes = action$.pipe(
      filter(({ type, depth }) => type === 'b' && depth < 3),
      map(({ depth }) => ({ type: 'c', depth: depth + 1 })),
    )
    action$.pipe(withLatestFrom(counts$)).subscribe(note('all'))
    return merge(children, echoes)
  }
  const middleware = create<Action, number>({ dependencies: null })
  const store = createStore((count = 0) => count + 1, applyMiddleware(middleware))
  middleware.run(epic as never)
  for (const type of types) store.dispatch({ type, depth: 0 })
  return seen
}

test('every listener sees the same actions and states in the same order as with the original', () => {
  expect(original.createEpicMiddleware).not.toBe(createEpicMiddleware)
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 }), (types) => {
      expect(run(createEpicMiddleware, types)).toEqual(run(original.createEpicMiddleware, types))
    }),
  )
})

test('an epic’s own actions come back to it', () => {
  expect(run(createEpicMiddleware, ['a']).filter((line) => line.startsWith('all'))).toHaveLength(7)
})

test('an action that is held is as if it had never been, and all others are not', () => {
  const reduced: string[] = []
  const heard: string[] = []
  const isHeld = (action: unknown) => (action as Action).type === 'held'
  const middleware = createEpicMiddleware<Action, number>({ dependencies: { isHeld } })
  const reduce = (count = 0, { type }: Action) => (reduced.push(type), count + 1)
  const store = createStore(reduce, applyMiddleware(middleware))
  const epic = (action$: Observable<Action>) => (
    action$.subscribe(({ type }) => heard.push(type)),
    of<Action>()
  )
  middleware.run(epic as never)
  reduced.length = 0
  for (const type of ['a', 'held', 'b']) store.dispatch({ type, depth: 0 })
  expect([reduced, heard]).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ])
})

test('where nothing says what is held, nothing is', () => {
  const heard: string[] = []
  const middleware = createEpicMiddleware<Action, number>({ dependencies: {} })
  const store = createStore((count = 0) => count + 1, applyMiddleware(middleware))
  const epic = (action$: Observable<Action>) => (
    action$.subscribe(({ type }) => heard.push(type)),
    of<Action>()
  )
  middleware.run(epic as never)
  store.dispatch({ type: 'a', depth: 0 })
  expect(heard).toEqual(['a'])
})

test('whoever has ended is given nothing any more', async () => {
  const stopped: unknown[] = []
  config.onStoppedNotification = (notification) => void stopped.push(notification)
  try {
    const middleware = createEpicMiddleware<Action, number>({ dependencies: null })
    const store = createStore((count = 0) => count + 1, applyMiddleware(middleware))
    const epic = (action$: Observable<Action>) => (action$.pipe(take(1)).subscribe(), of<Action>())
    middleware.run(epic as never)
    for (const type of ['a', 'b']) store.dispatch({ type, depth: 0 })
    await new Promise((resolve) => setTimeout(resolve))
    expect(stopped).toEqual([])
  } finally {
    config.onStoppedNotification = null
  }
})

test('raiden-ts finds this middleware where the original was, and all else of that module', () => {
  const path = require.resolve(originalName)
  const before: unknown = require(path)
  const cached = require.cache[path]
  try {
    replaceEpicMiddleware()
    expect(require(path)).toEqual({ ...(before as object), createEpicMiddleware })
    delete require.cache[path]
    expect(replaceEpicMiddleware).toThrow('redux-observable is not loaded.')
  } finally {
    require.cache[path] = cached
    if (cached !== undefined) cached.exports = before
  }
})

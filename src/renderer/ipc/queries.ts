import {
  keepPreviousData,
  QueryClient,
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import type { Input, Output, Progress } from '../../shared/api/define.ts'
import { type IpcEvent, ipcMethods, type IpcMethod, type IpcMethods } from '../../shared/ipc.ts'
import { useClient } from './ClientContext.ts'
import type { IpcClient } from './ipcClient.ts'
import { touchedByAction, touchedByEvent } from './touches.ts'

export type Asked<M extends IpcMethod> = Input<IpcMethods[M]>
export type Answer<M extends IpcMethod> = Output<IpcMethods[M]>

/** The main process is always there, with or without a network, so nothing waits for one. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, staleTime: 30_000, refetchOnWindowFocus: false },
      mutations: { networkMode: 'always' },
    },
  })
}

/** A question's key: its input in encoded form, because amounts are bigints. */
export function keyOf<M extends IpcMethod>(method: M, input?: Asked<M>): readonly unknown[] {
  return input === undefined ? [method] : [method, z.encode(ipcMethods[method].input, input as never)]
}

/** Asks before anything is shown what the first page will ask. */
export function askAhead(client: IpcClient, queries: QueryClient): void {
  for (const method of ['app.state', 'app.networks'] as const)
    void queries.prefetchQuery({ queryKey: keyOf(method, {}), queryFn: () => client.ask(method, {}) })
}

interface AskOptions {
  /** False: not yet. */
  readonly isWanted?: boolean
  /** Asks again after this many milliseconds. */
  readonly everyMs?: number
  /** Shows the answer to the last input until there is one to this. */
  readonly keepsLast?: boolean
}

/** What the main process answers, kept and asked again when an event or an action touches it. */
export function useAsk<M extends IpcMethod>(
  method: M,
  input: Asked<M>,
  { isWanted = true, everyMs, keepsLast = false }: AskOptions = {},
): UseQueryResult<Answer<M>> {
  const client = useClient()
  return useQuery({
    queryKey: keyOf(method, input),
    queryFn: ({ signal }) => client.ask(method, input, { signal }),
    enabled: isWanted,
    ...(everyMs === undefined ? {} : { refetchInterval: everyMs }),
    ...(keepsLast ? { placeholderData: keepPreviousData as never } : {}),
  }) as UseQueryResult<Answer<M>>
}

export type Action<M extends IpcMethod> = UseMutationResult<Answer<M>, Error, Asked<M>> & {
  /** How far the call under way is. */
  readonly progress: Progress<IpcMethods[M]> | null
}

/** Something a person does. Afterwards, done or failed, what it touches is asked again. */
export function useAction<M extends IpcMethod>(method: M): Action<M> {
  const client = useClient()
  const queries = useQueryClient()
  const [progress, setProgress] = useState<Progress<IpcMethods[M]> | null>(null)
  const mutation = useMutation<Answer<M>, Error, Asked<M>>({
    mutationKey: [method],
    mutationFn: (input) => {
      setProgress(null)
      return client.ask(method, input, { onProgress: setProgress })
    },
    onSettled: () => invalidate(queries, touchedByAction[method] ?? []),
  })
  return { ...mutation, progress }
}

/** Asks again what the main process's events touch. Once, around everything. */
export function useFreshAnswers(): void {
  const client = useClient()
  const queries = useQueryClient()
  useEffect(() => keepFresh(client, queries), [client, queries])
}

/** @returns stop */
export function keepFresh(client: IpcClient, queries: QueryClient): () => void {
  const events = Object.keys(touchedByEvent) as IpcEvent[]
  const stops = events.map((event) =>
    client.on(event, () => invalidate(queries, touchedByEvent[event] ?? [])),
  )
  stops.push(client.on('app.changed', (state) => queries.setQueryData(keyOf('app.state', {}), state)))
  return () => stops.forEach((stop) => stop())
}

/** Nobody waits for the answers: what was done is done. */
function invalidate(queries: QueryClient, methods: readonly IpcMethod[]): void {
  for (const method of methods) void queries.invalidateQueries({ queryKey: [method] })
}

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
import type { Input, Output, Progress } from '../../shared/api/define.ts'
import type { IpcEvent, IpcMethod, IpcMethods } from '../../shared/ipc.ts'
import { useClient } from './ClientContext.ts'
import type { IpcClient } from './ipcClient.ts'
import { InvalidationAtRest } from './invalidationAtRest.ts'
import { invalidatedByMutation, invalidatedByEvent, orderEvents } from './invalidations.ts'

export type IpcInput<M extends IpcMethod> = Input<IpcMethods[M]>
export type IpcOutput<M extends IpcMethod> = Output<IpcMethods[M]>

/** The main process is always there, with or without a network, so nothing waits for one. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, staleTime: 30_000, refetchOnWindowFocus: false },
      mutations: { networkMode: 'always' },
    },
  })
}

/** A query's key: its input is text, because amounts are bigints. */
export function queryKeyOf<M extends IpcMethod>(method: M, input?: IpcInput<M>): readonly unknown[] {
  if (input === undefined) return [method]
  return [method, JSON.stringify(input, (_name, value) => (typeof value === 'bigint' ? `${value}` : value))]
}

/** Prefetches, before the first render, what the first page queries: it is drawn once. */
export async function prefetchFirstQueries(client: IpcClient, queries: QueryClient): Promise<void> {
  const methods = ['app.preferences', 'app.state', 'app.networks'] as const
  await Promise.all(
    methods.map((method) =>
      queries.prefetchQuery({ queryKey: queryKeyOf(method, {}), queryFn: () => client.ask(method, {}) }),
    ),
  )
}

interface IpcQueryOptions {
  /** False: not yet. */
  readonly isEnabled?: boolean
  /** Fetches again after this many milliseconds. */
  readonly refetchIntervalMs?: number
  /** Keeps the data of the previous input until there is data for this one. */
  readonly keepsPreviousData?: boolean
}

/** Queries the main process; the data is cached until an event or a mutation invalidates it. */
export function useIpcQuery<M extends IpcMethod>(
  method: M,
  input: IpcInput<M>,
  { isEnabled = true, refetchIntervalMs, keepsPreviousData = false }: IpcQueryOptions = {},
): UseQueryResult<IpcOutput<M>> {
  const client = useClient()
  return useQuery({
    queryKey: queryKeyOf(method, input),
    queryFn: ({ signal }) => client.ask(method, input, { signal }),
    enabled: isEnabled,
    // Compared row by row with the list before, a long library would take longer than it takes to come.
    structuralSharing: method !== 'library',
    ...(refetchIntervalMs === undefined ? {} : { refetchInterval: refetchIntervalMs }),
    ...(keepsPreviousData ? { placeholderData: keepPreviousData as never } : {}),
  }) as UseQueryResult<IpcOutput<M>>
}

export type IpcMutation<M extends IpcMethod> = UseMutationResult<IpcOutput<M>, Error, IpcInput<M>> & {
  /** How far the call under way is. */
  readonly progress: Progress<IpcMethods[M]> | null
}

/** Calls a method that changes something. Afterwards, done or failed, the queries it invalidates are fetched again. */
export function useIpcMutation<M extends IpcMethod>(method: M): IpcMutation<M> {
  const client = useClient()
  const queries = useQueryClient()
  const [progress, setProgress] = useState<Progress<IpcMethods[M]> | null>(null)
  const mutation = useMutation<IpcOutput<M>, Error, IpcInput<M>>({
    mutationKey: [method],
    mutationFn: (input) => {
      setProgress(null)
      return client.ask(method, input, { onProgress: setProgress })
    },
    onSettled: () => invalidate(queries, invalidatedByMutation[method] ?? []),
  })
  return { ...mutation, progress }
}

/** Invalidates queries on the main process's events. Used once, around the whole page. */
export function useInvalidateOnEvents(): void {
  const client = useClient()
  const queries = useQueryClient()
  useEffect(() => invalidateOnEvents(client, queries), [client, queries])
}

/** @returns stop */
export function invalidateOnEvents(client: IpcClient, queries: QueryClient): () => void {
  const events = Object.keys(invalidatedByEvent) as IpcEvent[]
  const atOnce = (methods: readonly IpcMethod[]) => invalidate(queries, methods)
  const atRest = new InvalidationAtRest(atOnce)
  const stops = events.map((event) => {
    const methods = invalidatedByEvent[event] ?? []
    return client.on(event, () => (orderEvents.includes(event) ? atRest.add(methods) : atOnce(methods)))
  })
  stops.push(() => atRest.stop())
  stops.push(client.on('app.changed', (state) => queries.setQueryData(queryKeyOf('app.state', {}), state)))
  return () => stops.forEach((stop) => stop())
}

/** Does not wait for the data. */
function invalidate(queries: QueryClient, methods: readonly IpcMethod[]): void {
  for (const method of methods) void queries.invalidateQueries({ queryKey: [method] })
}

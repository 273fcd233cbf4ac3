import type { z } from 'zod'

/** What goes in and what comes back: of a method of the node, an operation between peers, a request to a child process. */
export interface RequestSchemas {
  readonly input: z.ZodType
  readonly output: z.ZodType
}

/**
 * One thing that can be asked of the node. `progress` is reported while it is under way.
 * The same contract is served over the control socket (JSON) and over Electron's IPC.
 */
export interface Method extends RequestSchemas {
  readonly progress?: z.ZodType
}

export type Api = Readonly<Record<string, Method>>

export function defineApi<const A extends Api>(api: A): A {
  return api
}

export type Input<M extends Method> = z.output<M['input']>
export type Output<M extends Method> = z.output<M['output']>
export type Progress<M extends Method> = M extends { progress: z.ZodType } ? z.output<M['progress']> : never

/** What a handler may use besides its input. */
export interface CallContext<P> {
  /** Aborted when whoever asked has gone away or cancelled. */
  readonly signal: AbortSignal
  readonly report: (progress: P) => void
}

/** One function a method. */
export type ApiHandlers<A extends Api> = {
  readonly [M in keyof A]: (input: Input<A[M]>, context: CallContext<Progress<A[M]>>) => Promise<Output<A[M]>>
}

/** The typed client of a contract. */
export interface ApiClient<A extends Api> {
  ask<M extends keyof A & string>(
    method: M,
    input: Input<A[M]>,
    options?: { signal?: AbortSignal; onProgress?: (progress: Progress<A[M]>) => void },
  ): Promise<Output<A[M]>>
}

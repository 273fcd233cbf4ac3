import { z } from 'zod'
import { errorData } from '../shared/errors/errorSchemas.ts'
import type { RequestSchemas } from '../shared/api/define.ts'

/** What a parent and its child say to each other; both sides parse with these same schemas. */
export interface ChildContract {
  /** The first message, from the parent: configuration and secrets. */
  readonly start: z.ZodType
  /** The child's answer when it is ready for requests. */
  readonly ready: z.ZodType
  readonly requests: Readonly<Record<string, RequestSchemas>>
  readonly events: Readonly<Record<string, z.ZodType>>
}

export type RequestName<C extends ChildContract> = keyof C['requests'] & string
export type EventName<C extends ChildContract> = keyof C['events'] & string
export type RequestInput<C extends ChildContract, N extends RequestName<C>> = z.input<
  C['requests'][N]['input']
>
export type HandlerInput<C extends ChildContract, N extends RequestName<C>> = z.output<
  C['requests'][N]['input']
>
export type HandlerOutput<C extends ChildContract, N extends RequestName<C>> = z.input<
  C['requests'][N]['output']
>
export type RequestOutput<C extends ChildContract, N extends RequestName<C>> = z.output<
  C['requests'][N]['output']
>
export type EventIn<C extends ChildContract, N extends EventName<C>> = z.input<C['events'][N]>
export type EventOut<C extends ChildContract, N extends EventName<C>> = z.output<C['events'][N]>

/** The envelopes a parent sends. */
export const parentMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('start'), payload: z.unknown() }),
  z.object({ kind: z.literal('request'), id: z.int(), name: z.string(), params: z.unknown() }),
  z.object({ kind: z.literal('stop') }),
  z.object({ kind: z.literal('ping') }),
])
export type ParentMessage = z.output<typeof parentMessage>

/** The envelopes a child sends. */
export const childMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), payload: z.unknown() }),
  z.object({ kind: z.literal('failed'), error: errorData }),
  z.object({ kind: z.literal('result'), id: z.int(), result: z.unknown() }),
  z.object({ kind: z.literal('error'), id: z.int(), error: errorData }),
  z.object({ kind: z.literal('event'), name: z.string(), payload: z.unknown() }),
  z.object({ kind: z.literal('pong') }),
])
export type ChildMessage = z.output<typeof childMessage>

import { BuskerError, diskError, toErrorData } from '../shared/errors.ts'
import {
  parentMessage,
  type ChildContract,
  type ChildMessage,
  type EventIn,
  type EventName,
  type HandlerInput,
  type ParentMessage,
  type RequestName,
  type HandlerOutput,
} from './childContract.ts'
import { exitWithParent } from './exitWithParent.ts'
import { keepProcessPrivate } from './privacy.ts'
import { openParentChannel } from './parentChannel.ts'
import type { z } from 'zod'

/** What a child's program hands back once it is ready. */
export interface ChildService<C extends ChildContract> {
  readonly ready: z.input<C['ready']>
  readonly handlers: {
    readonly [N in RequestName<C>]: (params: HandlerInput<C, N>) => Promise<HandlerOutput<C, N>>
  }
  /** Orderly end: everything closed and on disk when it resolves. */
  stop(): Promise<void>
}

/** Sends an event to the parent. */
export type Emit<C extends ChildContract> = <N extends EventName<C>>(name: N, payload: EventIn<C, N>) => void

/**
 * The child's side of {@link SupervisedProcess}: waits for the start message, runs `open`, says ready, answers requests,
 * ends on the stop message or SIGTERM, and at once when the parent is gone.
 */
export function serveParent<C extends ChildContract>(
  contract: C,
  open: (start: z.output<C['start']>, emit: Emit<C>) => Promise<ChildService<C>>,
): void {
  keepProcessPrivate()
  exitWithParent()
  const channel = openParentChannel()
  const post = (message: ChildMessage): void => channel.send(message)
  let opening: Promise<ChildService<C>> | null = null
  let stopping = false

  const stop = async (): Promise<void> => {
    if (stopping) return
    stopping = true
    // A failed opening has been reported to the parent.
    const service = await opening?.catch(() => process.exit(1))
    try {
      await service?.stop()
      process.exit(0)
    } catch (error) {
      report(error)
      process.exit(1)
    }
  }

  const start = async (payload: unknown): Promise<void> => {
    opening = Promise.resolve().then(async () =>
      open(contract.start.parse(payload) as z.output<C['start']>, (name, event) =>
        post({ kind: 'event', name, payload: event }),
      ),
    )
    try {
      const { ready } = await opening
      post({ kind: 'ready', payload: ready })
    } catch (error) {
      report(error)
      // The parent, once it knows, says stop: an exit here could overtake the message.
      post({ kind: 'failed', error: toErrorData(error) })
    }
  }

  const answer = async (id: number, name: string, params: unknown): Promise<void> => {
    try {
      const schema = contract.requests[name]?.input
      const service = await opening
      const handler = service?.handlers[name as RequestName<C>]
      if (schema === undefined || handler === undefined) throw new Error(`There is no request ${name}.`)
      post({
        kind: 'result',
        id,
        result: await handler(schema.parse(params) as HandlerInput<C, RequestName<C>>),
      })
    } catch (error) {
      if (!(error instanceof BuskerError)) report(error)
      post({ kind: 'error', id, error: toErrorData(error) })
    }
  }

  channel.onMessage((raw) => {
    const message: ParentMessage = parentMessage.parse(raw)
    if (message.kind === 'start') void start(message.payload)
    else if (message.kind === 'request') void answer(message.id, message.name, message.params)
    else if (message.kind === 'ping') post({ kind: 'pong' })
    else void stop()
  })
  process.on('SIGTERM', () => void stop())
  endOnUncaught((error) => post({ kind: 'failed', error: error.toJSON() }))
}

/** How long the message that says why takes to leave at most, ms. */
const farewellMs = 250

/**
 * A child that can't write to its disk, or finds what it has written changed, ends with a code instead of a stack: what it
 * knows and has not written, it may not act on. Its supervisor starts it again until that is mended.
 */
function endOnUncaught(say: (error: BuskerError) => void): void {
  process.on('uncaughtException', (error) => {
    const known = error instanceof BuskerError ? error : diskError(error)
    report(known === null ? error : `${known.code}: ${known.message}`)
    if (known === null) process.exit(1)
    say(known)
    setTimeout(() => process.exit(1), farewellMs)
  })
}

function report(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : error
  process.stderr.write(`${typeof text === 'string' ? text : JSON.stringify(text)}\n`)
}

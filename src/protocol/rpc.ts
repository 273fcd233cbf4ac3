import { z } from 'zod'
import { BuskerError, foreignError, isBuskerError } from '../shared/errors.ts'
import type { RequestSchemas } from '../shared/api/define.ts'
import { paragraph } from '../shared/text.ts'
import { decode, encode, malformed } from './codec.ts'

/** One request and its answer. `maxBytes` bounds each of the two as framed. */
export interface Operation extends RequestSchemas {
  readonly maxBytes: number
  /** Bounds the request alone, where it is much shorter than its answer. */
  readonly requestMaxBytes?: number
}

export interface Protocol<Ops extends Record<string, Operation>> {
  readonly id: string
  readonly operations: Ops
  readonly maxBytes: number
}

/** What a call of this operation takes and gives. */
export type InputOf<P, Op> =
  P extends Protocol<infer Ops> ? (Op extends keyof Ops ? z.output<Ops[Op]['input']> : never) : never
export type OutputOf<P, Op> =
  P extends Protocol<infer Ops> ? (Op extends keyof Ops ? z.output<Ops[Op]['output']> : never) : never
export type OperationName<P> = P extends Protocol<infer Ops> ? keyof Ops & string : never

/** One function an operation. `Context` says who asks. What a handler throws reaches the caller as code and message. */
export type Handlers<P, Context> = {
  readonly [Op in OperationName<P>]: (request: InputOf<P, Op>, context: Context) => Promise<OutputOf<P, Op>>
}

/** So many first bytes of a frame, or all where it is shorter, say which operation a request asks for. */
export const headBytes = 64

/** How long a frame may be that begins with these bytes. */
export type LimitOf = (head: Uint8Array) => number

/** Length-prefixed frames over some stream. */
export interface Frames {
  /** @param options `limitOf` refuses a frame before it is read further than its head */
  read(options: { signal: AbortSignal; limitOf?: LimitOf }): Promise<{ subarray(): Uint8Array }>
  write(frame: Uint8Array, options: { signal: AbortSignal }): Promise<void>
}

export function defineProtocol<const Ops extends Record<string, Operation>>(
  id: string,
  operations: Ops,
): Protocol<Ops> {
  const maxBytes =
    Math.max(...Object.values(operations).map((operation) => operation.maxBytes)) + envelopeBytes
  return { id, operations, maxBytes }
}

const supportedVersions = [1]
/** Bytes that an envelope adds to its body. */
const envelopeBytes = 256
/** Of a request that names no operation that is known. */
const unknownMaxBytes = 4096
/** Values, lists and maps in one request: none needs a tenth. */
const requestMaxItems = 4096
/** {v, op, body} in DAG-CBOR's one order: a map of three, the version, and the name of the operation. */
const envelopeStart = Uint8Array.of(0xa3, 0x61, 0x76)
const operationKey = Uint8Array.of(0x62, 0x6f, 0x70)
const requestEnvelope = z.object({ v: z.int(), op: z.string().max(40), body: z.unknown() })
const responseEnvelope = z.union([
  z.object({ ok: z.literal(true), body: z.unknown() }),
  z.object({
    ok: z.literal(false),
    error: z.object({ code: z.string().regex(/^[A-Z0-9]+(_[A-Z0-9]+)+$/), message: paragraph(1000) }),
    versions: z.array(z.int()).max(16).optional(),
  }),
])

/**
 * Asks once and reads the answer.
 *
 * @throws BuskerError with the answering peer's own code, and its words as a quotation; `PROTOCOL_MALFORMED` or `PROTOCOL_TOO_LARGE` where its
 *   answer, or the request, is not one; whatever `frames` throws where the connection breaks
 */
export async function sendRequest<P extends Protocol<Record<string, Operation>>, Op extends OperationName<P>>(
  protocol: P,
  op: Op,
  body: InputOf<P, Op>,
  frames: Frames,
  signal: AbortSignal,
): Promise<OutputOf<P, Op>> {
  const operation = operationOf(protocol, op)
  const wire = z.safeEncode(operation.input, body)
  if (!wire.success) throw malformed(wire.error)
  await frames.write(encode(requestEnvelope, { v: 1, op, body: wire.data }), { signal })
  const answer = decode(
    responseEnvelope,
    (await frames.read({ signal })).subarray(),
    operation.maxBytes + envelopeBytes,
  )
  if (!answer.ok) throw foreignError(answer.error)
  return parse(operation.output, answer.body) as OutputOf<P, Op>
}

/**
 * Reads one request and answers it: with the handler's result, or with an error that has a code.
 *
 * @throws what the handler threw and was not expected (no BuskerError): the caller only learns that it failed
 */
export async function serveRequest<P extends Protocol<Record<string, Operation>>, Context>(
  protocol: P,
  handlers: Handlers<P, Context>,
  frames: Frames,
  context: Context,
  signal: AbortSignal,
): Promise<void> {
  const respond = async (): Promise<z.output<typeof responseEnvelope>> => {
    const limitOf = (head: Uint8Array) => requestLimit(protocol, head)
    const frame = (await frames.read({ signal, limitOf })).subarray()
    const maxBytes = limitOf(frame.subarray(0, headBytes))
    const envelope = decode(requestEnvelope, frame, maxBytes, requestMaxItems)
    if (!supportedVersions.includes(envelope.v)) {
      const message = `${protocol.id} is spoken in version ${supportedVersions.join(', ')} here, not ${envelope.v}.`
      return { ok: false, error: { code: 'PROTOCOL_VERSION', message }, versions: supportedVersions }
    }
    const operation = operationOf(protocol, envelope.op)
    const handler = handlers[envelope.op as OperationName<P>]
    const request = parse(operation.input, envelope.body) as InputOf<P, OperationName<P>>
    const result = await handler(request, context)
    return { ok: true, body: z.encode(operation.output, result) }
  }
  try {
    await frames.write(encode(responseEnvelope, await respond()), { signal })
  } catch (error) {
    await respondWithError(frames, error, signal)
    if (!isBuskerError(error)) throw error
  }
}

/** Answers with an error, whatever was asked. */
export async function respondWithError(frames: Frames, error: unknown, signal: AbortSignal): Promise<void> {
  await frames.write(encode(responseEnvelope, errorEnvelope(error)), { signal })
}

function errorEnvelope(error: unknown): z.output<typeof responseEnvelope> {
  const { code, message } = isBuskerError(error)
    ? error
    : { code: 'PROTOCOL_PEER_FAILED', message: 'The peer failed while it answered. Try again later.' }
  return { ok: false, error: { code, message: message.slice(0, 1000) } }
}

/** How long a request may be, by the operation that its first bytes name. */
function requestLimit(protocol: Protocol<Record<string, Operation>>, head: Uint8Array): number {
  const operation = findOperation(protocol, operationNamed(head))
  if (operation === undefined) return unknownMaxBytes
  return (operation.requestMaxBytes ?? operation.maxBytes) + envelopeBytes
}

/** The operation that a request begins to ask for; undefined where it begins otherwise. */
function operationNamed(head: Uint8Array): string | undefined {
  const keyAt = envelopeStart.byteLength + 1
  const nameAt = keyAt + operationKey.byteLength
  const starts = (at: number, bytes: Uint8Array) => bytes.every((byte, index) => head[at + index] === byte)
  if (!starts(0, envelopeStart) || !starts(keyAt, operationKey)) return undefined
  const first = head[nameAt] ?? 0
  const isShort = first >= 0x60 && first < 0x78
  if (!isShort && first !== 0x78) return undefined
  const length = isShort ? first - 0x60 : (head[nameAt + 1] ?? 0)
  const textAt = nameAt + (isShort ? 1 : 2)
  return new TextDecoder().decode(head.subarray(textAt, textAt + length))
}

function findOperation(
  { operations }: Protocol<Record<string, Operation>>,
  name: string | undefined,
): Operation | undefined {
  return name !== undefined && Object.hasOwn(operations, name) ? operations[name] : undefined
}

function operationOf(protocol: Protocol<Record<string, Operation>>, op: string): Operation {
  const operation = findOperation(protocol, op)
  if (operation === undefined) {
    throw new BuskerError('PROTOCOL_UNKNOWN', `${protocol.id} has no operation "${op}".`)
  }
  return operation
}

function parse(schema: z.ZodType, body: unknown): unknown {
  const parsed = z.safeDecode(schema, body)
  if (!parsed.success) throw malformed(parsed.error)
  return parsed.data
}

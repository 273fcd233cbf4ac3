import type { Context } from 'hono'
import { z } from 'zod'
import { MatrixError } from './matrixError.ts'

/** POST login. Matrix names the user in `identifier`. */
export const loginRequest = z.object({
  type: z.literal('m.login.password'),
  identifier: z.object({ type: z.literal('m.id.user'), user: z.string().max(255) }),
  password: z.string().max(512),
  device_id: z.string().min(1).max(64).optional(),
})

// The lengths are Synapse's.
export const displaynameRequest = z.object({ displayname: z.string().max(256) })
export const avatarRequest = z.object({ avatar_url: z.string().max(1000) })
export const presenceRequest = z.looseObject({ presence: z.enum(['online', 'offline', 'unavailable']) })
export const filterRequest = z.looseObject({})
export const pushRuleRequest = z.looseObject({ enabled: z.boolean() })

/** Users, and devices of each, to whom one request may send. */
const maxAddressed = 32
const toDevices = z.record(z.string().max(255), z.record(z.string().max(64), z.looseObject({})))

/** PUT sendToDevice: content by user and device; `*` is every device of the user. */
export const toDeviceRequest = z.object({
  messages: toDevices.refine(
    (users) => Object.values(users).flatMap((devices) => Object.keys(devices)).length <= maxAddressed,
    { error: `At most ${maxAddressed} devices can be sent to at once.` },
  ),
})

export const syncQuery = z.object({
  since: z
    .templateLiteral(['s', z.int().min(0)])
    .transform((text) => Number(text.slice(1)))
    .optional(),
  /** Ms to wait for a message. */
  timeout: z.coerce.number().int().min(0).default(0),
})

/**
 * The body, parsed.
 *
 * @throws MatrixError M_NOT_JSON, M_BAD_JSON
 */
export async function readBody<T extends z.ZodType>(context: Context, schema: T): Promise<z.output<T>> {
  let body: unknown
  try {
    body = await context.req.json()
  } catch (error) {
    if (error instanceof SyntaxError) throw new MatrixError(400, 'M_NOT_JSON', 'The body is not JSON.')
    throw error
  }
  return parseRequest(schema, body, 'M_BAD_JSON')
}

/** @throws MatrixError with `errcode` */
export function parseRequest<T extends z.ZodType>(schema: T, value: unknown, errcode: string): z.output<T> {
  const result = schema.safeParse(value)
  if (!result.success) throw new MatrixError(400, errcode, z.prettifyError(result.error))
  return result.data
}

import type { Context } from 'hono'
import { getAddress, isAddress } from 'viem'
import { z } from 'zod'
import { parseExactJson } from '../../http/exactJson.ts'
import { type Address, secretHash, toAddress } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import { Refusal } from './refusal.ts'

const maxUint256 = 2n ** 256n - 1n

/** A whole number, as a number or as a decimal string: Raiden's clients send both. */
const whole = (most: bigint) =>
  z
    .union([
      z.bigint(),
      z
        .string()
        .regex(/^(0|[1-9]\d{0,77})$/, 'must be a whole number')
        .transform(BigInt),
    ])
    .refine((value) => value >= 0n && value <= most, 'is out of range')
const amount = whole(maxUint256).transform((value): Amount => toAmount(value))
const timeout = whole(2n ** 53n - 1n).transform(Number)

const ethereumAddress = z.string().transform((text, context): Address => {
  const problem = addressProblem(text)
  if (problem === undefined) return toAddress(text)
  context.addIssue(problem)
  return z.NEVER
})

/** What `PUT /channels` takes. The network decides the two timeouts: what is asked for there is not heeded. */
export const newChannel = z.strictObject({
  partner_address: ethereumAddress,
  token_address: ethereumAddress,
  total_deposit: amount.default(toAmount(0n)),
  settle_timeout: timeout.optional(),
  reveal_timeout: timeout.optional(),
})

/** What `PATCH /channels/…` takes: one of these. */
export const channelChange = z
  .strictObject({
    state: z.literal('closed').optional(),
    total_deposit: amount.optional(),
    total_withdraw: amount.optional(),
    reveal_timeout: timeout.optional(),
  })
  .refine(
    (change) => Object.values(change).filter((value) => value !== undefined).length === 1,
    'give exactly one of state, total_deposit, total_withdraw and reveal_timeout',
  )

/** What `POST /payments/…` takes. */
export const newPayment = z.strictObject({
  amount: amount.refine((value) => value > 0n, 'must be above zero'),
  identifier: whole(2n ** 64n - 1n)
    .refine((value) => value > 0n, 'must be above zero')
    .optional(),
  lock_timeout: timeout.optional(),
  secret_hash: secretHash.optional(),
  secret: z.unknown().optional(),
  paths: z.unknown().optional(),
})
export type NewPayment = z.output<typeof newPayment>

const page = z.object({
  limit: z.coerce.number().int().min(1).max(10_000).default(10_000),
  offset: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 53 - 1)
    .default(0),
})

/** @throws Refusal 400 */
export async function readBody<T extends z.ZodType>(context: Context, schema: T): Promise<z.output<T>> {
  const type = context.req.header('content-type') ?? ''
  if (!/^application\/json\s*(;|$)/i.test(type)) throw new Refusal(400, 'The body must be application/json.')
  const text = await context.req.text()
  try {
    return parse(schema, parseExactJson(text))
  } catch (error) {
    throw error instanceof SyntaxError ? new Refusal(400, 'The body is not JSON.') : error
  }
}

/** @throws Refusal 400 */
export function readPage(context: Context): z.output<typeof page> {
  return parse(page, context.req.query())
}

/**
 * An address out of the path. @throws Refusal 400
 */
export function addressIn(context: Context, name: string): Address {
  return parse(ethereumAddress, context.req.param(name))
}

/** @throws Refusal 404: Busker's network is about one token, and this is another */
export function requireNetworkToken(asked: Address, { contracts }: Pick<NetworkProfile, 'contracts'>): void {
  if (asked === contracts.token) return
  throw new Refusal(404, `This network has no channels in the token ${checksummed(asked)}.`)
}

/** The form that Raiden's clients expect. */
export function checksummed(address: Address): string {
  return getAddress(address)
}

function parse<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const read = schema.safeParse(input)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const where = issue?.path.join('.') ?? ''
  throw new Refusal(
    400,
    `${where === '' ? '' : `${where}: `}${issue?.message ?? 'The request is malformed.'}`,
  )
}

/** Without any capital letter it has no checksum that could be wrong. */
function addressProblem(text: string): string | undefined {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) return 'must be an address: 0x and 40 hexadecimal digits'
  const isPlain = text === text.toLowerCase()
  return isPlain || isAddress(text, { strict: true })
    ? undefined
    : 'is no EIP-55 address: a digit may be wrong'
}

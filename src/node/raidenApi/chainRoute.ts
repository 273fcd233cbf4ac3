import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { chainQuestions, type RaidenApiParts } from './raidenApiParts.ts'
import { Refusal } from './refusal.ts'

/** JSON-RPC 2.0, whose ids may be numbers or texts. */
const call = z.object({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.number(), z.string().max(64), z.null()]),
  method: z.string().max(64),
  params: z.array(z.unknown()).max(4).default([]),
})
const maxCalls = 100
const calls = z.union([call, z.array(call).min(1).max(maxCalls)])
type Call = z.output<typeof call>

/** JSON-RPC to the chain's own addresses, for pages that may reach no other: what reads, and nothing that sends or signs. */
export function chainRoute({ askChain }: Pick<RaidenApiParts, 'askChain'>): Hono {
  const app = new Hono()
  const answer = async ({ id, method, params }: Call) => {
    const allowed = chainQuestions.find((each) => each === method)
    if (allowed === undefined) return refusal(id, -32_601, `${method} is not asked for others.`)
    try {
      return { jsonrpc: '2.0', id, result: await askChain(allowed, params) }
    } catch {
      return refusal(id, -32_000, 'The chain did not answer this.')
    }
  }
  app.post('/', async (context) => {
    const asked = await readCalls(context)
    return context.json(Array.isArray(asked) ? await Promise.all(asked.map(answer)) : await answer(asked))
  })
  return app
}

function refusal(id: Call['id'], code: number, message: string) {
  return { jsonrpc: '2.0', id, error: { code, message } }
}

/** @throws Refusal 400 */
async function readCalls(context: Context): Promise<z.output<typeof calls>> {
  const body: unknown = await context.req.json().catch(() => undefined)
  const parsed = calls.safeParse(body)
  if (parsed.success) return parsed.data
  throw new Refusal(400, `This is no JSON-RPC 2.0, or more than ${maxCalls} calls at once.`)
}

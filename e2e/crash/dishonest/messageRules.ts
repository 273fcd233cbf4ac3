import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { address, type Address } from '../../../src/shared/ids.ts'

/**
 * What a dishonest homeserver does with messages of Raiden: to whom, and of which types. `lost`: they never arrive. `late`:
 * each arrives after so many ms. `repeated`: each arrives at once, and again that much later.
 */
const messageRules = z.array(
  z.object({
    to: address,
    types: z.array(z.string()),
    fate: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('lost') }),
      z.object({ kind: z.literal('late'), ms: z.int() }),
      z.object({ kind: z.literal('repeated'), ms: z.int() }),
    ]),
  }),
)
export type MessageRules = z.output<typeof messageRules>
export type MessageFate = MessageRules[number]['fate']

export function rulesFor(to: Address, types: readonly string[], fate: MessageFate): MessageRules {
  return [{ to, types: [...types], fate }]
}

/** From now on the homeserver whose data is in `folder` follows these. */
export function setMessageRules(folder: string, rules: MessageRules): void {
  writeFileSync(fileIn(folder), JSON.stringify(rules))
}

export function clearMessageRules(folder: string): void {
  rmSync(fileIn(folder), { force: true })
}

/** What becomes of a message; null: what is right. @param userId `@0x…:host:port` @param content as Raiden sends it: JSON, a message a line */
export function fateOf(folder: string, userId: string, content: unknown): MessageFate | null {
  const rules = readRules(folder)
  if (rules.length === 0) return null
  const body = z.object({ body: z.string() }).safeParse(content)
  if (!body.success) return null
  const rule = rules.find(
    ({ to, types }) =>
      userId.startsWith(`@${to}:`) && types.some((type) => body.data.body.includes(`"type":"${type}"`)),
  )
  return rule?.fate ?? null
}

function readRules(folder: string): MessageRules {
  try {
    return messageRules.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

function fileIn(folder: string): string {
  return join(folder, 'messageRules.json')
}

import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { address } from '../../../src/shared/ids.ts'

/** Messages of Raiden that a dishonest homeserver swallows: to whom, and of which types. */
const dropRules = z.array(z.object({ to: address, types: z.array(z.string()) }))
export type DropRules = z.output<typeof dropRules>

/** From now on the homeserver whose data is in `folder` swallows these. */
export function setDropRules(folder: string, rules: DropRules): void {
  writeFileSync(fileIn(folder), JSON.stringify(rules))
}

export function clearDropRules(folder: string): void {
  rmSync(fileIn(folder), { force: true })
}

/** Whether a message is swallowed. @param userId `@0x…:host:port` @param content as Raiden sends it: JSON, a message a line */
export function isDropped(folder: string, userId: string, content: unknown): boolean {
  const rules = readRules(folder)
  if (rules.length === 0) return false
  const body = z.object({ body: z.string() }).safeParse(content)
  if (!body.success) return false
  return rules.some(
    ({ to, types }) =>
      userId.startsWith(`@${to}:`) && types.some((type) => body.data.body.includes(`"type":"${type}"`)),
  )
}

function readRules(folder: string): DropRules {
  try {
    return dropRules.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

function fileIn(folder: string): string {
  return join(folder, 'dropped.json')
}

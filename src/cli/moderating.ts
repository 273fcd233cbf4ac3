import { askHub } from '../hub/operations/askHub.ts'
import { blockReasonMaxLength } from '../protocol/blocklist.ts'
import type { HubBlockView } from '../shared/api/network.ts'
import { BuskerError } from '../shared/errors.ts'
import { line } from '../shared/text.ts'
import { table, type Terminal } from './terminal.ts'

/** Has the hub of this folder hide an artist or a work. */
export async function blockAtHub(
  folder: string,
  named: string,
  reason: string,
  terminal: Terminal,
): Promise<void> {
  const block = await askHub(folder).ask('block', { named, reason: parseReason(reason) })
  terminal.result(
    block,
    `Record ${block.number}: ${block.subject} is in no search and no list of this hub from now on. Who has its link, or owns it, has it as before. Everybody can read why.`,
  )
}

/** Has the hub of this folder find and list it again. */
export async function unblockAtHub(
  folder: string,
  named: string,
  reason: string,
  terminal: Terminal,
): Promise<void> {
  const record = await askHub(folder).ask('unblock', { named, reason: parseReason(reason) })
  terminal.result(record, `Record ${record.number}: ${record.subject} is found and listed again.`)
}

/** Lists what the hub of this folder hides. */
export async function showBlocks(folder: string, terminal: Terminal): Promise<void> {
  const blocks = await askHub(folder).ask('blocks', {})
  terminal.result(blocks, describeBlocks(blocks))
}

/** What a hub hides, as a table. */
export function describeBlocks(blocks: readonly HubBlockView[]): string {
  if (blocks.length === 0) return 'Nothing is left out.'
  const rows = blocks.map(({ subject, reason, time }) => [subject, new Date(time).toISOString(), reason])
  return table(['Left out', 'Since', 'Why'], rows)
}

function parseReason(text: string): string {
  const parsed = line(blockReasonMaxLength).safeParse(text)
  if (parsed.success) return parsed.data
  throw new BuskerError('CLI_REASON', `Give a reason of 1 to ${blockReasonMaxLength} characters.`)
}

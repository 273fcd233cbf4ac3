import { askHub } from '../hub/operations/askHub.ts'
import type { ReportedView } from '../hub/moderation/moderationApi.ts'
import { blockReasonMaxLength } from '../protocol/blocklist.ts'
import type { HubBlockView } from '../shared/api/network.ts'
import { BuskerError } from '../shared/errors.ts'
import { line, quote } from '../shared/text.ts'
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

/** Lists what people have reported to the hub of this folder. */
export async function showReports(folder: string, terminal: Terminal): Promise<void> {
  const reported = await askHub(folder).ask('reports', {})
  terminal.result(reported, describeReports(reported, folder))
}

/** Settles what is reported of an artist or a work without hiding it. */
export async function dismissReports(folder: string, named: string, terminal: Terminal): Promise<void> {
  const { subject, reports } = await askHub(folder).ask('dismissReports', { named })
  terminal.result(
    { subject, reports },
    `${reports} ${reports === 1 ? 'report' : 'reports'} of ${subject} settled. It stays where it is.`,
  )
}

/** What is reported: what it is, by how many, and what the newest say. */
export function describeReports(reported: readonly ReportedView[], folder: string): string {
  if (reported.length === 0) return 'Nothing is reported.'
  const paragraphs = reported.map(({ subject, reports, members, newest }) => {
    const lines = newest.map(
      ({ account, reason, text, at, isMember }) =>
        `  ${new Date(at).toISOString()}  ${reason}  ${account}${isMember ? '' : ' (no channel)'}${text === '' ? '' : `\n    ${quote(text)}`}`,
    )
    const more = reports > newest.length ? [`  and ${reports - newest.length} more`] : []
    const head = `${subject}: ${reports} ${reports === 1 ? 'report' : 'reports'}, ${members} of accounts with a channel`
    return [head, ...lines, ...more].join('\n')
  })
  return `${paragraphs.join('\n\n')}\n\nTo hide it: busker hub block ${folder} NAMED --reason TEXT. To leave it: busker hub dismiss ${folder} NAMED`
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

import { type Command, Option } from 'commander'
import { address, fromLabel, subjectOfArtist, subjectOfWork, toAddress } from '../../shared/ids.ts'
import { type ReportReason, reportReasons, reportTextMaxLength } from '../../shared/reportReasons.ts'
import { BuskerError } from '../../shared/errors.ts'
import { paragraph } from '../../shared/text.ts'
import { parseLabel } from '../arguments.ts'
import { contextOf } from '../context.ts'

interface ReportFlags {
  readonly reason: ReportReason
  readonly text: string
}

/** report. */
export function reportCommands(program: Command): void {
  program
    .command('report')
    .description('tell the hub’s operator of an artist or a work, in the name of your account')
    .argument('<named>', 'a label, or the account of an artist')
    .addOption(new Option('--reason <reason>', 'why').choices(reportReasons).makeOptionMandatory())
    .option('--text <text>', 'what else the operator should know', '')
    .action(async (named: string, { reason, text }: ReportFlags, command: Command) => {
      const { node, terminal } = contextOf(command)
      const subject = parseSubject(named)
      await node.ask('report', { subject, reason, text: parseText(text) })
      terminal.result({ subject, reason }, 'The hub’s operator has your report, with your account under it.')
    })
}

function parseSubject(named: string) {
  if (address.safeParse(named.toLowerCase()).success) return subjectOfArtist(toAddress(named))
  const { kind, id } = fromLabel(parseLabel(named, 'busker search'))
  return subjectOfWork(kind, id)
}

function parseText(text: string): string {
  const parsed = paragraph(reportTextMaxLength).safeParse(text)
  if (parsed.success) return parsed.data
  throw new BuskerError('CLI_REASON', `Write at most ${reportTextMaxLength} characters.`)
}

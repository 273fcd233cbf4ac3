import { errorDomains } from '../src/shared/errors/registry.ts'
import { type ErrorEntry, moneyMeanings } from '../src/shared/errors/errorEntry.ts'

/** docs/errors.md: every code with what it means for the money and what to do. */
export function errorsPage(): string {
  const domains = errorDomains.map(({ title, entries }) => `## ${title}\n\n${table(entries)}`)
  return [
    '# Errors',
    'Written from `src/shared/errors` by `npm run errors`. The message that comes with a code says what happened this time; this page says what holds each time.',
    `What a code means for the money:\n\n${meanings()}`,
    ...domains,
  ]
    .join('\n\n')
    .concat('\n')
}

function meanings(): string {
  return rows(
    ['Money', 'Meaning'],
    Object.entries(moneyMeanings).map(([name, sentence]) => [name, sentence]),
  )
}

function table(entries: Readonly<Record<string, ErrorEntry>>): string {
  return rows(
    ['Code', 'Money', 'What to do'],
    Object.entries(entries).map(([code, { money, action }]) => [`\`${code}\``, money, action]),
  )
}

/** A table with columns of one width, as the formatter has them. */
function rows(head: readonly string[], body: readonly (readonly string[])[]): string {
  const widths = head.map((_, at) => Math.max(...[head, ...body].map((row) => row[at]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`
  const rule = widths.map((width) => '-'.repeat(width))
  return [line(head), line(rule), ...body.map(line)].join('\n')
}

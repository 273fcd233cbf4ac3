import type { PairedMachine } from '../shared/api/pairedMachine.ts'
import type { ServerOverview } from '../shared/api/remote.ts'
import { serverProblems } from '../shared/serverProblems.ts'
import { cleanLine } from '../shared/text.ts'
import { formatAmount } from './amounts.ts'
import { localTime } from './localTime.ts'
import { table } from './terminal.ts'
import { terminalQr } from './terminalQr.ts'

/** What a person does with the code of a server. */
export function describeCode({
  code,
  server,
  until,
}: {
  readonly code: string
  readonly server: string
  readonly until: number
}): string {
  return [
    terminalQr(code),
    code,
    '',
    `In the app: Settings, “Sell from a server”. Elsewhere: busker server pair. It pairs one app, until ${localTime(until)}.`,
    `It is of use to nobody without your 24 words. This server is ${server}: the app shows the same.`,
  ].join('\n')
}

/** Which server a machine is paired with. */
export function describePaired(server: PairedMachine | null): string {
  if (server === null) return 'No server is paired.'
  return [
    `Paired with ${cleanLine(server.name)}, ${server.peer}.`,
    'Have it sell: busker server sell. It has your keys: it signs in your name and holds the money of your sales.',
  ].join('\n')
}

/** How a server is, and what it has sold. */
export function describeOverview(overview: ServerOverview): string {
  const { status, lease, wallet, sales, saleCount } = overview
  const show = (value: bigint) => formatAmount(value, status.network)
  const rows = sales.map(({ createdAt, label, amount, buyer, state }) => [
    localTime(createdAt),
    label,
    show(amount),
    buyer,
    state,
  ])
  return [
    lease.isHere
      ? 'Your server sells.'
      : lease.isTakingOver
        ? 'Your server goes on once the other machine has let go.'
        : 'Your server does not sell: another machine does.',
    wallet === null
      ? 'Its payments do not run now.'
      : `Balance: ${show(wallet.spendable)} to spend, ${show(wallet.receivable)} can be received.`,
    ...serverProblems(overview).map(({ code, message }) => `${code}: ${cleanLine(message)}`),
    saleCount === 0 ? 'Nothing was sold yet.' : `Sold: ${saleCount}`,
    ...(rows.length === 0 ? [] : [table(['When', 'Work', 'Amount', 'Buyer', 'State'], rows)]),
  ].join('\n')
}

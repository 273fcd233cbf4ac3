import { askHub } from '../hub/operations/askHub.ts'
import { type HubReport, hubReport, type HubStatus } from '../hub/operations/hubStatusView.ts'
import { readOperatorConfig } from '../hub/operatorConfig.ts'
import { coinOf } from '../shared/knownChains.ts'
import { inCoins, type Token } from '../shared/token.ts'
import { formatAmount } from './amounts.ts'
import { table, type Terminal } from './terminal.ts'

/** Tells how the hub of a folder is. @throws BuskerError `HUB_NOT_RUNNING`, `HUB_PART_SILENT`, as {@link readOperatorConfig} */
export async function showHubStatus(folder: string, terminal: Terminal): Promise<void> {
  const { network } = await readOperatorConfig(folder)
  const report = await askHub(folder).ask('status', {})
  terminal.result(hubReport.encode(report), describeReport(report, network.token, coinOf(network)))
}

function describeReport({ phase, pid, startedAt, status }: HubReport, token: Token, coin: string): string {
  const since = `The hub is ${phase} (process ${pid}, since ${new Date(startedAt).toISOString()}).`
  if (status === null) return since
  const { problems } = status
  const rows = statusRows(status, token, coin)
  return [
    since,
    table(['', ''], rows),
    ...(problems.length === 0
      ? ['No problems.']
      : problems.map(({ code, message }) => `${message} (${code})`)),
  ].join('\n')
}

function statusRows(status: HubStatus, token: Token, coin: string): string[][] {
  const { raiden, money, funding, peer, pins, ursulas } = status
  const tokens = (amount: string) => formatAmount(BigInt(amount), token)
  const ofRaiden =
    'tokens' in raiden
      ? [
          ['Raiden', `running, block ${raiden.block}, ${raiden.openChannels} open channels`],
          ['Account', raiden.address],
          ['For fees', `${inCoins(BigInt(raiden.gasWei))} ${coin}`],
        ]
      : [['Raiden', `${raiden.state}${raiden.error === null ? '' : `: ${raiden.error}`}`]]
  const ofMoney =
    money === null
      ? []
      : [
          ['Free', tokens(money.free)],
          ['In channels', tokens(money.locked)],
          ['Promised', tokens(money.promised)],
          ['Owed', tokens(money.owed)],
        ]
  return [
    ...ofRaiden,
    ...ofMoney,
    [
      'Budget',
      funding.spent === null
        ? 'not known'
        : `${tokens(funding.spent)} of ${tokens(funding.budget)}; ${funding.waiting ?? 0} wait`,
    ],
    ['Peers', String(peer.connected)],
    ['Members', String(status.members)],
    ['Letters', status.letters === null ? 'not known' : String(status.letters)],
    [
      'Pins',
      `${pins.artists} artists, ${pins.unfinished} unfinished, ${Math.round(pins.bytes / 2 ** 20)} MiB`,
    ],
    ['Ursulas', `${ursulas.well} of ${ursulas.configured}`],
  ]
}

import { openOperatedTower } from '../tower/openOperatedTower.ts'
import { readOperatedTowerStatus } from '../tower/readOperatedTowerStatus.ts'
import { openTowerKeys } from '../tower/towerKeys.ts'
import type { TowerStatus } from '../tower/towerStatus.ts'
import { runService } from './runService.ts'
import { table, type Terminal } from './terminal.ts'

/** Tells which account needs gas, making the tower's keys where there are none. Errors: {@link openTowerKeys}. */
export async function showTowerAddress(folder: string, terminal: Terminal): Promise<void> {
  const { account, peer } = await openTowerKeys(folder)
  const address = account.address.toLowerCase()
  terminal.result({ account: address, peer }, `Send gas to ${address}. The peer is ${peer}.`)
}

/** Tells how a tower is, whether it runs or not. Errors: {@link readOperatedTowerStatus}. */
export async function showTowerStatus(folder: string, terminal: Terminal): Promise<void> {
  const status = await readOperatedTowerStatus(folder)
  terminal.result(status, describeStatus(status))
}

/** Runs the tower that `tower.json` in `folder` describes until a signal ends it. Errors: {@link openOperatedTower}, {@link runService}. */
export async function runTower(folder: string, terminal: Terminal): Promise<void> {
  await runService(
    {
      name: 'tower',
      folder,
      async open(log) {
        const tower = await openOperatedTower(folder, log)
        const { account, addresses } = tower
        const describe = () => ({
          facts: { account, addresses },
          text: `The tower runs. Send gas to ${account}. People add it with: busker towers add ${addresses[0] ?? ''}\nEnd it with Ctrl-C.`,
        })
        return {
          service: { start: () => tower.start(), stop: () => tower.stop(), report: () => tower.status() },
          describe,
        }
      },
    },
    terminal,
  )
}

function describeStatus(status: TowerStatus): string {
  const gas = status.gasWei === null ? `unknown: ${status.chainProblem ?? ''}` : `${status.gasWei} wei`
  const answers = status.answers.map((answer) => [
    answer.sentAt,
    answer.channel,
    answer.participant,
    answer.nonce,
    answer.outcome,
    answer.cost,
  ])
  return [
    `Account ${status.account}, gas ${gas}; ${status.spentToday} wei spent in the last day.`,
    `Watches ${status.watched} sides of channels, ${status.closed} of them closed.`,
    ...(answers.length === 0
      ? ['Nothing was handed in yet.']
      : [table(['When', 'Channel', 'For', 'Nonce', 'Outcome', 'Wei'], answers)]),
  ].join('\n')
}

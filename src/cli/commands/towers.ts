import type { Command } from 'commander'
import type { TowersView } from '../../shared/api/towers.ts'
import { contextOf, type Context } from '../context.ts'
import { describeWatching } from '../describeWatching.ts'
import { table } from '../terminal.ts'

/** towers list | add | remove. */
export function towersCommands(program: Command): void {
  const towers = program.command('towers').description('who watches your connection while your node is off')

  towers
    .command('list', { isDefault: true })
    .description('the towers, and what they watch')
    .action(async (_flags: unknown, command: Command) => {
      const context = contextOf(command)
      showTowers(await context.node.ask('towers', {}), context)
    })

  towers
    .command('add <address>')
    .description('hand what you are paid to one more tower: /ip4/…/tcp/…/p2p/…')
    .action(async (address: string, _flags: unknown, command: Command) => {
      const context = contextOf(command)
      showTowers(await context.node.ask('addTower', { address }), context)
    })

  towers
    .command('remove <peer>')
    .description('hand nothing to a tower any more, and have it forget')
    .action(async (peer: string, _flags: unknown, command: Command) => {
      const context = contextOf(command)
      showTowers(await context.node.ask('removeTower', { peer }), context)
    })
}

function showTowers(view: TowersView, { terminal }: Context): void {
  const rows = view.towers.map(({ peer, operator, isIndependent, watches, problem }) => [
    peer,
    operator ?? 'not reached yet',
    isIndependent ? `${watches} of ${view.channels.length}` : 'does not count',
    problem === null ? '' : problem.message,
  ])
  const lines = [
    ...(rows.length === 0
      ? ['No tower is handed anything. Add one with: busker towers add ADDRESS']
      : [table(['Peer', 'Operator', 'Watches', ''], rows)]),
    ...describeWatching(view),
  ]
  terminal.result(view, lines.join('\n'))
}

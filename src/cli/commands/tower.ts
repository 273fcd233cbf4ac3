import type { Command } from 'commander'
import { parsePath } from '../arguments.ts'
import { contextOf } from '../context.ts'
import { runOrServe, serviceOption } from './serviceOption.ts'

/** tower run | address | status. What takes long to load is loaded by the command that needs it. */
export function towerCommands(program: Command): void {
  const tower = program
    .command('tower')
    .description('watches channels for people who are away; see docs/operating-a-tower.md')

  tower
    .command('run', { isDefault: true })
    .description('run the tower that tower.json in this folder describes, until Ctrl-C')
    .argument('<folder>', 'where the tower keeps everything')
    .addOption(serviceOption('tower'))
    .action(
      runOrServe('tower', async (folder, terminal) => {
        const { runTower } = await import('../runTower.ts')
        await runTower(folder, terminal)
      }),
    )

  tower
    .command('address')
    .description('the account to send gas to and the peer, made where there are none yet')
    .argument('<folder>', 'where the tower keeps everything')
    .action(async (folder: string, _flags: unknown, command: Command) => {
      const { showTowerAddress } = await import('../runTower.ts')
      await showTowerAddress(parsePath(folder), contextOf(command).terminal)
    })

  tower
    .command('status')
    .description('gas left, channels watched, and what was handed in; the tower may be running')
    .argument('<folder>', 'where the tower keeps everything')
    .action(async (folder: string, _flags: unknown, command: Command) => {
      const { showTowerStatus } = await import('../runTower.ts')
      await showTowerStatus(parsePath(folder), contextOf(command).terminal)
    })
}

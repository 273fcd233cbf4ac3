import type { Command } from 'commander'
import { encodeNetworkProfile, type NetworkProfile } from '../../shared/networkProfile.ts'
import { parsePath } from '../arguments.ts'
import { defaultLocalnetFolder } from '../../localnet/defaultFolder.ts'
import { contextOf } from '../context.ts'
import { exitCodes, table, type Terminal } from '../terminal.ts'

/** localnet up | down | reset | status. What takes long to load is loaded by the command that needs it. */
export function localnetCommands(program: Command): void {
  const localnet = program
    .command('localnet')
    .description('a whole network on this machine: chain, contracts, hub, three Ursulas')
    .option('--folder <folder>', 'where it keeps everything', defaultLocalnetFolder)

  localnet
    .command('up')
    .description('start it; runs until Ctrl-C')
    .option('--detach', 'leave it running in the background')
    .action(async ({ detach = false }: { detach?: boolean }, command: Command) => {
      const { terminal } = contextOf(command)
      const folder = folderOf(command)
      const { localnetUp } = await import('../../localnet/commands.ts')
      terminal.progress({ event: 'starting', folder }, 'Starting the local network …')
      await localnetUp({ folder, detach, onReady: (profile) => showProfile(profile, detach, terminal) })
    })

  localnet
    .command('down')
    .description('stop it in order')
    .action(async (_flags: unknown, command: Command) => {
      const { terminal } = contextOf(command)
      const { localnetDown } = await import('../../localnet/commands.ts')
      const ran = await localnetDown(folderOf(command))
      terminal.result({ ran }, ran ? 'The local network has stopped.' : 'No local network ran.')
    })

  localnet
    .command('reset')
    .description('remove it with its chain and everything paid on it')
    .action(async (_flags: unknown, command: Command) => {
      const { terminal } = contextOf(command)
      const folder = folderOf(command)
      const { localnetReset } = await import('../../localnet/commands.ts')
      await localnetReset(folder)
      terminal.result(
        { folder },
        `${folder} is removed. Nodes that were on this network need new data folders.`,
      )
    })

  localnet
    .command('status')
    .description('what of it runs')
    .action(async (_flags: unknown, command: Command) => {
      const { terminal } = contextOf(command)
      const { localnetStatus } = await import('../../localnet/commands.ts')
      const { pid, state, profile } = await localnetStatus(folderOf(command))
      const parts =
        state?.parts.map((part) => [part.name, part.state, String(part.pid ?? ''), part.error ?? '']) ?? []
      const text =
        pid === null
          ? 'No local network runs. Start one: busker localnet up'
          : `${profile?.name ?? 'Local network'} (${profile?.id ?? 'starting'}), process ${pid}\n${table(['Part', 'State', 'Process', ''], parts)}`
      terminal.result({ pid, state, profile: profile && asJson(profile) }, text)
      if (pid === null) process.exitCode = exitCodes.notRunning
    })
}

function folderOf(command: Command): string {
  return parsePath(command.optsWithGlobals<{ folder: string }>().folder)
}

function showProfile(profile: NetworkProfile, detach: boolean, terminal: Terminal): void {
  const end = detach ? 'busker localnet down' : 'Ctrl-C'
  terminal.result(
    { event: 'ready', profile: asJson(profile) },
    `The local network is up: chain at ${profile.chain.rpcUrl}, hub ${profile.hub.raidenAddress}. End it with ${end}.`,
  )
}

function asJson(profile: NetworkProfile): unknown {
  return JSON.parse(encodeNetworkProfile(profile))
}

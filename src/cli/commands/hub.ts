import { once } from 'node:events'
import { join } from 'node:path'
import type { Command } from 'commander'
import { createHubLog } from '../../hub/hubLog.ts'
import { hubIdentity, openHubKeys } from '../../hub/hubKeys.ts'
import { openOperatedHub } from '../../hub/openOperatedHub.ts'
import { holdFolder } from '../../process/holdFolder.ts'
import { BuskerError } from '../../shared/errors.ts'
import { parsePath } from '../arguments.ts'
import { contextOf } from '../context.ts'
import type { Terminal } from '../terminal.ts'

/** hub address | run. */
export function hubCommands(program: Command): void {
  const hub = program
    .command('hub')
    .description('what an operator runs on a server; see docs/operating-a-hub.md')

  hub
    .command('address')
    .description('the account to fund and the peer, made where there are none yet')
    .argument('<folder>', 'where the hub keeps everything')
    .action(async (given: string, _flags: unknown, command: Command) => {
      const { raidenAddress, peer } = await hubIdentity(await openHubKeys(parsePath(given)))
      contextOf(command).terminal.result(
        { account: raidenAddress, peer },
        `Send gas money and the budget in tokens to ${raidenAddress}. The peer is ${peer}.`,
      )
    })

  hub
    .command('run')
    .description('run the hub that hub.json in this folder describes, until Ctrl-C')
    .argument('<folder>', 'where the hub keeps everything')
    .action(async (given: string, _flags: unknown, command: Command) => {
      const folder = parsePath(given)
      const release = await holdFolder(folder, ({ pid }) => inUse(folder, pid))
      try {
        await run(folder, contextOf(command).terminal)
      } finally {
        release()
      }
    })
}

async function run(folder: string, terminal: Terminal): Promise<void> {
  const told = Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map(async (signal) => once(process, signal)))
  const { hub, profile } = await openOperatedHub(folder, createHubLog())
  await hub.start()
  try {
    const file = join(folder, 'network.json')
    terminal.result(
      {
        event: 'ready',
        profile: file,
        peer: hub.peer.id,
        account: profile.hub.raidenAddress,
        pid: process.pid,
      },
      `The hub runs. Give ${file} to those who are to join. End it with Ctrl-C.`,
    )
    await told
  } finally {
    await hub.stop()
  }
}

function inUse(folder: string, pid: number): BuskerError {
  return new BuskerError(
    'PROCESS_FOLDER_IN_USE',
    `Another hub (process ${pid}) runs on ${folder}. End it first.`,
  )
}

import { join } from 'node:path'
import { hubIdentity, openHubKeys } from '../hub/hubKeys.ts'
import { createHubLog } from '../hub/hubLog.ts'
import { openOperatedHub } from '../hub/openOperatedHub.ts'
import { lockFolder } from '../process/folderLock.ts'
import { surviveFullDisk } from '../process/surviveFullDisk.ts'
import { BuskerError } from '../shared/errors.ts'
import { anySignal } from './signals.ts'
import type { Terminal } from './terminal.ts'

/** Tells which account to fund, making the hub's keys where there are none. Errors: {@link openHubKeys}. */
export async function showHubAddress(folder: string, terminal: Terminal): Promise<void> {
  const { raidenAddress, peer } = await hubIdentity(await openHubKeys(folder))
  terminal.result(
    { account: raidenAddress, peer },
    `Send gas money and the budget in tokens to ${raidenAddress}. The peer is ${peer}.`,
  )
}

/** Runs the hub that `hub.json` in `folder` describes until a signal ends it; SIGUSR2 has it tell how it is. Errors: {@link openOperatedHub}, `PROCESS_FOLDER_IN_USE`. */
export async function runHub(folder: string, terminal: Terminal): Promise<void> {
  const release = await lockFolder(folder, {
    leftovers: 'refuse',
    onHeld: ({ pid }) => folderInUseError(folder, pid),
  })
  try {
    const signalled = anySignal()
    const log = createHubLog()
    surviveFullDisk((error) => log.error({ err: error }, 'the hub can’t write to its disk'))
    const { hub, profile } = await openOperatedHub(folder, log)
    await hub.start()
    const logStatus = (): void => {
      hub.status().then(
        (status) => log.info({ status }, 'status'),
        (error: unknown) => log.warn({ err: error }, 'the status could not be told'),
      )
    }
    if (process.platform !== 'win32') process.on('SIGUSR2', logStatus)
    try {
      const file = join(folder, 'network.json')
      const { id } = hub.peer
      const account = profile.hub.raidenAddress
      terminal.result(
        { event: 'ready', profile: file, peer: id, account, pid: process.pid },
        `The hub runs. Give ${file} to those who are to join. End it with Ctrl-C.`,
      )
      await signalled
    } finally {
      process.off('SIGUSR2', logStatus)
      await hub.stop()
    }
  } finally {
    release()
  }
}

function folderInUseError(folder: string, pid: number): BuskerError {
  return new BuskerError(
    'PROCESS_FOLDER_IN_USE',
    `Another hub (process ${pid}) runs on ${folder}. End it first.`,
  )
}

import { commandHandlers } from '../node/api/nodeHandlers.ts'
import { ControlServer } from '../node/control/controlServer.ts'
import { type BuskerNode, createNode } from '../node/createNode.ts'
import type { Keys } from '../node/keys/keys.ts'
import { unlockVault } from '../node/keys/vault.ts'
import { passphraseLock } from '../node/keys/vaultLock.ts'
import { countLiveOrders } from '../node/market/countLiveOrders.ts'
import type { Market } from '../node/market/market.ts'
import type { SagaObserver } from '../node/saga/saga.ts'
import { takeVoucher } from '../node/network/voucherFile.ts'
import type { TakeOverResult } from '../node/snapshot/takeOverFolder.ts'
import { nodeFolder } from '../node/store/nodeFolder.ts'
import { lockFolder } from '../process/folderLock.ts'
import type { Launcher } from '../process/launcher.ts'
import { surviveFullDisk } from '../process/surviveFullDisk.ts'
import { exitWithParent } from '../process/exitWithParent.ts'
import { findFfmpeg } from '../process/tools.ts'
import { commandApi } from '../shared/api/command.ts'
import { BuskerError } from '../shared/errors.ts'
import type { NetworkProfile } from '../shared/networkProfile.ts'
import { stopAll } from '../shared/startable.ts'
import { chooseNetwork } from './chooseNetwork.ts'
import { openNodeLog, type NodeLog } from './nodeLog.ts'
import { anySignal } from './signals.ts'
import type { Terminal } from './terminal.ts'

export interface RunNodeOptions {
  readonly folder: string
  /** A profile; left out: the folder's own, or the local network that runs. */
  readonly networkFile: string | undefined
  /** The person takes the operator's word for contracts that Busker does not know. */
  readonly acceptsContracts: boolean
  readonly passphrase: () => Promise<string>
  readonly terminal: Terminal
  /** Called before and after each write of an order; see `SagaObserver`. */
  readonly observer?: SagaObserver
  /** How its children are started; left out: as this process was. */
  readonly launcher?: Launcher
}

/**
 * Runs the node of a data folder until a signal ends it. A program that started it over a message channel takes it along
 * when it ends, however it does.
 *
 * @throws BuskerError `PROCESS_FOLDER_IN_USE`, `VAULT_*`, `NETWORK_*`, `MEDIA_FFMPEG_MISSING`, `STORE_*`
 */
export async function runNode({
  folder,
  networkFile,
  acceptsContracts,
  passphrase,
  terminal,
  observer,
  launcher,
}: RunNodeOptions): Promise<void> {
  if (process.connected) {
    exitWithParent()
    // The channel is only watched for the parent's end; it must not keep this process alive.
    process.channel?.unref()
  }
  const release = await lockFolder(folder, {
    leftovers: 'refuse',
    onHeld: ({ pid }) => folderInUseError(folder, pid),
  })
  try {
    const network = await chooseNetwork(folder, networkFile, acceptsContracts)
    const ffmpeg = await findFfmpeg()
    const keys = await unlockVault(nodeFolder(folder).vault, passphraseLock(await passphrase()))
    const nodeLog = openNodeLog(nodeFolder(folder).log, terminal.isJson)
    try {
      const running = { folder, network, ffmpeg, keys, nodeLog, terminal, observer, launcher }
      while ((await serve(running)) === 'takeOver') {
        const { takeOverNode } = await import('../node/snapshot/restoreNode.ts')
        await takeOverNode(network, { folder, keys }).then(
          (taken) => terminal.progress({ event: 'takenOver', ...taken }, describeTakenOver(taken)),
          (error: unknown) => nodeLog.log.error({ part: 'takeOver', err: error }),
        )
      }
    } finally {
      keys.lock()
      nodeLog.close()
    }
  } finally {
    release()
  }
}

interface ServeOptions {
  readonly folder: string
  readonly network: NetworkProfile
  readonly ffmpeg: string
  readonly keys: Keys
  readonly nodeLog: NodeLog
  readonly terminal: Terminal
  readonly observer: SagaObserver | undefined
  readonly launcher: Launcher | undefined
}

/** @returns what ended it: a signal, or that the store is to be made anew because this machine takes over */
async function serve(running: ServeOptions): Promise<'signal' | 'takeOver'> {
  const { folder, network, ffmpeg, keys, terminal, observer, launcher } = running
  const { log } = running.nodeLog
  process.on('uncaughtExceptionMonitor', (error) => log.fatal(error))
  const node = await createNode({
    folder,
    keys,
    network,
    ffmpeg,
    log,
    ...(observer && { observer }),
    ...(launcher && { launcher }),
  })
  await takeVoucher(nodeFolder(folder).voucher, (code) => node.vouchers.add(code))
  surviveFullDisk((error) => node.reportDiskError(error))
  const socket = nodeFolder(folder).controlSocket
  const onFailure = (error: unknown): void => log.error({ part: 'control', err: error })
  const control = new ControlServer(commandApi, commandHandlers(node), socket, onFailure)
  const signalled = anySignal().then(() => 'signal' as const)
  const takenOver = new Promise<'takeOver'>((resolve) =>
    node.events.once('takeOver', () => resolve('takeOver')),
  )
  const { account } = keys.identity.body
  try {
    await control.start()
    terminal.result(
      { event: 'ready', account, peer: node.peer.id, network: network.id, socket, pid: process.pid },
      `Account ${account} on ${network.name}. Ask with: busker status. End with Ctrl-C.`,
    )
    reportWhenRunning(node, terminal)
    const ended = Promise.race([signalled, takenOver])
    await Promise.race([node.start(), ended])
    const how = await ended
    warnOfLiveOrders(node.market, terminal)
    return how
  } finally {
    await stopAll([node, control])
  }
}

function describeTakenOver({ number }: TakeOverResult): string {
  return number === null
    ? 'Taken over: what is here was the newest.'
    : `Taken over: this machine goes on from snapshot ${number}. What was here is kept beside it.`
}

/** What keeps a part waiting is in the log and, where it failed, on standard error. */
function reportWhenRunning(node: Pick<BuskerNode, 'events' | 'health'>, terminal: Terminal): void {
  const checkHealth = (): void => {
    if (!node.health().every(({ state }) => state === 'ready')) return
    node.events.off('part', checkHealth)
    terminal.result({ event: 'running' }, 'Everything runs.')
  }
  node.events.on('part', checkHealth)
}

function warnOfLiveOrders(market: Market, terminal: Terminal): void {
  const live = countLiveOrders(market)
  if (live === 0) return
  const what = live === 1 ? 'An order is' : `${live} orders are`
  terminal.progress(
    { event: 'stopping', liveOrders: live },
    `${what} under way. Start the node again soon: a payment that waits too long goes back to the buyer.`,
  )
}

function folderInUseError(folder: string, pid: number): BuskerError {
  return new BuskerError(
    'PROCESS_FOLDER_IN_USE',
    `Another node (process ${pid}) runs on ${folder}. Use it, end it first, or choose another folder with --data.`,
  )
}

import { existsSync } from 'node:fs'
import type { Logger } from 'pino'
import type { LockableKeys } from '../../node/keys/deriveKeys.ts'
import type { AppState } from '../../shared/api/app.ts'
import { BuskerError, type ErrorData, toErrorData } from '../../shared/errors.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import type { Networks } from '../app/networks.ts'
import type { AppFiles } from '../files.ts'
import { type OpenNode, openNode } from './openNode.ts'

/** Where the application is: see `appState`. */
export interface HostState {
  readonly phase: AppState['phase']
  readonly network: NetworkProfile | null
  readonly problem: ErrorData | null
}

const searchMs = 2_000

export interface NodeHostOptions {
  readonly files: AppFiles
  readonly networks: Networks
  readonly log: Logger
  /** Told of every change of state. */
  readonly onState: (state: HostState) => void
  /** Told when a node can be asked; what it returns is called when it no longer can. */
  readonly onOpen: (open: OpenNode) => () => void
}

/** Keeps the node of the person who unlocked Busker, on the network that was chosen: opens it, changes it, locks it. */
export class NodeHost {
  private readonly options: NodeHostOptions
  private keys: LockableKeys | null = null
  private opened: (OpenNode & { readonly onClose: () => void }) | null = null
  private current: HostState
  /** Looks again for a network while there is none. */
  private search: NodeJS.Timeout | null = null
  /** Opening and closing take turns. */
  private turn: Promise<unknown> = Promise.resolve()

  constructor(options: NodeHostOptions) {
    this.options = options
    this.current = { phase: this.closedPhase(), network: null, problem: null }
  }

  get state(): HostState {
    return this.current
  }

  /** The open node. @throws BuskerError `NODE_LOCKED` */
  get open(): OpenNode {
    if (this.opened !== null) return this.opened
    throw new BuskerError('NODE_LOCKED', this.current.problem?.message ?? 'Unlock Busker first.')
  }

  /** Null while none is open. */
  get ifOpen(): OpenNode | null {
    return this.opened
  }

  /** Looks again at what is on disk, and which network there is. */
  async refresh(): Promise<void> {
    const network = await this.options.networks.current()
    // Whoever unlocked meanwhile says where things are.
    if (this.keys === null) this.enter({ phase: this.closedPhase(), network, problem: null })
  }

  /** Takes the keys over and opens the node with them. What goes wrong is in the state. */
  unlock(keys: LockableKeys): Promise<void> {
    return this.inTurn(async () => {
      await this.close()
      this.keys = keys
      await this.reopen()
    })
  }

  /** Stops the node and forgets the keys. */
  lock(): Promise<void> {
    return this.inTurn(async () => {
      await this.close()
      this.enter({ ...this.current, phase: this.closedPhase(), problem: null })
    })
  }

  /** Opens the node anew: on the network that is chosen now, or because it could not be opened before. */
  changeNetwork(): Promise<void> {
    return this.inTurn(async () => {
      if (this.keys === null) return this.refresh()
      await this.closeNode()
      await this.reopen()
    })
  }

  private async reopen(): Promise<void> {
    const { files, networks, log, onOpen } = this.options
    if (this.keys === null) return
    const network = await networks.current()
    this.enter({ phase: 'opening', network, problem: null })
    try {
      if (network === null) {
        throw new BuskerError(
          'NETWORK_NONE',
          'There is no network to be on. Start the local one, or add a network.',
        )
      }
      networks.mustBeSafe(network)
      const opened = await openNode({ files, keys: this.keys, network, log })
      this.opened = { ...opened, onClose: onOpen(opened) }
      this.enter({ phase: 'open', network, problem: null })
      // Each part starts when it can, and tells how it is.
      opened.node.start().catch((error: unknown) => log.error({ err: error }, 'the node did not start'))
    } catch (error) {
      if (!(error instanceof BuskerError)) log.error({ err: error }, 'the node could not be opened')
      this.enter({ phase: 'opening', network, problem: toErrorData(error) })
    }
  }

  private async close(): Promise<void> {
    await this.closeNode()
    this.keys?.lock()
    this.keys = null
  }

  private async closeNode(): Promise<void> {
    const { opened } = this
    if (opened === null) return
    this.opened = null
    opened.onClose()
    await opened.node
      .stop()
      .catch((error: unknown) => this.options.log.error({ err: error }, 'not all stopped'))
  }

  private closedPhase(): 'new' | 'locked' {
    return existsSync(this.options.files.vault) ? 'locked' : 'new'
  }

  private enter(state: HostState): void {
    this.current = state
    this.options.onState(state)
    if (this.search !== null) clearTimeout(this.search)
    this.search = state.network === null ? setTimeout(() => this.lookForNetwork(), searchMs).unref() : null
  }

  /** A local network may have come up. */
  private lookForNetwork(): void {
    this.inTurn(async () => {
      if (this.current.network !== null) return
      const network = await this.options.networks.current()
      if (network !== null) await (this.keys === null ? this.refresh() : this.reopen())
      else this.search = setTimeout(() => this.lookForNetwork(), searchMs).unref()
    }).catch((error: unknown) => this.options.log.warn({ err: error }, 'no network could be looked for'))
  }

  private inTurn(task: () => Promise<void>): Promise<void> {
    const done = this.turn.then(task)
    this.turn = done.catch(() => undefined)
    return done
  }
}

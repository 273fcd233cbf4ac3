import { existsSync } from 'node:fs'
import PQueue from 'p-queue'
import type { Logger } from 'pino'
import type { LockableKeys } from '../../node/keys/deriveKeys.ts'
import type { AppState } from '../../shared/api/app.ts'
import { BuskerError, type ErrorData, toErrorData } from '../../shared/errors.ts'
import { isLocalNetwork, type NetworkProfile } from '../../shared/networkProfile.ts'
import type { Networks } from '../app/networks.ts'
import { sqliteBinding } from '../../process/tools.ts'
import type { AppFiles } from '../appFiles.ts'
import { type OpenNode, openNode } from './openNode.ts'

/** Where the application is: see `appState`. */
export interface HostState {
  readonly phase: AppState['phase']
  readonly network: NetworkProfile | null
  readonly hasPassphrase: boolean
  readonly problem: ErrorData | null
}

const networkPollMs = 2_000

export interface NodeHostOptions {
  readonly files: AppFiles
  readonly networks: Networks
  readonly log: Logger
  /** Whether a passphrase opens the vault; false where there is none. */
  readonly hasPassphrase: () => Promise<boolean>
  /** Called at every change of state. */
  readonly onState: (state: HostState) => void
  /** Called when a node is open; what it returns is called when it closes. */
  readonly onOpen: (open: OpenNode) => () => void
  /** Called when another machine let go, and this one could not go on in its place; the node is open as before. */
  readonly onNotTakenOver: (problem: ErrorData) => void
}

/** Keeps the node of the person who unlocked Busker, on the network that was chosen: opens it, changes it, locks it. */
export class NodeHost {
  readonly #options: NodeHostOptions
  #keys: LockableKeys | null = null
  #opened: (OpenNode & { readonly onClose: () => void }) | null = null
  #current: HostState
  /** Polls for a network while there is none. */
  #networkPoll: NodeJS.Timeout | null = null
  /** Opening and closing run one after the other. */
  readonly #tasks = new PQueue({ concurrency: 1 })

  constructor(options: NodeHostOptions) {
    this.#options = options
    const phase = this.#closedPhase()
    this.#current = { phase, network: null, hasPassphrase: phase === 'locked', problem: null }
  }

  get state(): HostState {
    return this.#current
  }

  /** The open node. @throws BuskerError `NODE_LOCKED` */
  get open(): OpenNode {
    if (this.#opened !== null) return this.#opened
    throw new BuskerError('NODE_LOCKED', this.#current.problem?.message ?? 'Unlock Busker first.')
  }

  /** Null while none is open. */
  get openOrNull(): OpenNode | null {
    return this.#opened
  }

  /** Looks again at what opens the vault. */
  async readProtection(): Promise<void> {
    const hasPassphrase = await this.#options.hasPassphrase()
    if (hasPassphrase !== this.#current.hasPassphrase) this.#setState({ ...this.#current, hasPassphrase })
  }

  /** Goes on where the want of a passphrase was what kept the node from opening. */
  async onProtected(): Promise<void> {
    await this.readProtection()
    if (this.#current.problem?.code === 'VAULT_NO_PASSPHRASE') await this.changeNetwork()
  }

  /**
   * What may be lost for good, or locked, needs words on paper and a passphrase first.
   *
   * @throws BuskerError `VAULT_NO_PASSPHRASE` where there is a vault without them
   */
  async requirePassphrase(): Promise<void> {
    await this.readProtection()
    if (this.#closedPhase() === 'new' || this.#current.hasPassphrase) return
    throw new BuskerError(
      'VAULT_NO_PASSPHRASE',
      'Write your 24 words down and choose a passphrase first: until then these keys open by themselves, and are for play money alone.',
    )
  }

  /** The keys could not be had. */
  fail(error: unknown): void {
    if (!(error instanceof BuskerError)) this.#options.log.error({ err: error }, 'the vault was not opened')
    this.#setState({ ...this.#current, problem: toErrorData(error) })
  }

  /** Looks again at what is on disk, and which network there is. */
  async refresh(): Promise<void> {
    await this.readProtection()
    const network = await this.#options.networks.current()
    // When unlocked meanwhile, unlocking sets the state.
    if (this.#keys !== null) return
    const { problem } = this.#current
    this.#setState({ ...this.#current, phase: this.#closedPhase(), network, problem })
  }

  /**
   * Takes the keys over and opens the node with them; one that is open with the same keys stays open. What goes wrong is
   * in the state.
   */
  unlock(keys: LockableKeys): Promise<void> {
    return this.#tasks.add(async () => {
      if (this.#opened !== null && this.#keys?.identity.body.account === keys.identity.body.account)
        return keys.lock()
      await this.#close()
      this.#keys = keys
      await this.readProtection()
      // Finding the network takes a while, in which it is neither new nor locked.
      this.#setState({ ...this.#current, phase: 'opening', problem: null })
      await this.#reopen()
    })
  }

  /** Stops the node and forgets the keys. */
  lock(): Promise<void> {
    return this.#tasks.add(async () => {
      await this.#close()
      this.#setState({ ...this.#current, phase: this.#closedPhase(), problem: null })
    })
  }

  /** Opens the node anew: on the network that is chosen now, or because it could not be opened before. */
  changeNetwork(): Promise<void> {
    return this.#tasks.add(async () => {
      if (this.#keys === null) return this.refresh()
      await this.#closeNode()
      await this.#reopen()
    })
  }

  async #reopen(): Promise<void> {
    const { files, networks, log, onOpen } = this.#options
    if (this.#keys === null) return
    const network = await networks.current()
    this.#setState({ ...this.#current, phase: 'opening', network, problem: null })
    try {
      if (network === null) {
        throw new BuskerError(
          'NETWORK_NONE',
          'There is no network to be on. Start the local one, or add a network.',
        )
      }
      if (!isLocalNetwork(network)) await this.requirePassphrase()
      await networks.assertElectronAllowed(network)
      await networks.assertAccepted(network)
      const opened = await openNode({ files, keys: this.#keys, network, log })
      this.#opened = { ...opened, onClose: onOpen(opened) }
      this.#setState({ ...this.#current, phase: 'open', network, problem: null })
      opened.onTakeOver(() => this.#takeOver(network))
      // Each part starts when it can, and reports its health.
      opened.node.start().catch((error: unknown) => log.error({ err: error }, 'the node did not start'))
    } catch (error) {
      if (!(error instanceof BuskerError)) log.error({ err: error }, 'the node could not be opened')
      this.#setState({ ...this.#current, phase: 'opening', network, problem: toErrorData(error) })
    }
  }

  /** Goes on where another machine has stopped. Where that fails the node is opened as it was, and the person is told. */
  #takeOver(network: NetworkProfile): void {
    const { files, log, onNotTakenOver } = this.#options
    this.#tasks
      .add(async () => {
        const keys = this.#keys
        if (keys === null || this.#opened?.network.id !== network.id) return
        await this.#closeNode()
        this.#setState({ ...this.#current, phase: 'opening', problem: null })
        const { takeOverNode } = await import('../../node/snapshot/restoreNode.ts')
        const { folder } = files.node(network.id, keys.identity.body.account)
        const problem = await takeOverNode(network, { folder, keys, nativeBinding: sqliteBinding() }).then(
          () => null,
          (error: unknown) => {
            log.error({ part: 'takeOver', err: error }, 'this machine did not take over')
            return toErrorData(error)
          },
        )
        await this.#reopen()
        if (problem !== null) onNotTakenOver(problem)
      })
      .catch((error: unknown) => log.error({ err: error }, 'this machine did not take over'))
  }

  async #close(): Promise<void> {
    await this.#closeNode()
    this.#keys?.lock()
    this.#keys = null
  }

  async #closeNode(): Promise<void> {
    const opened = this.#opened
    if (opened === null) return
    this.#opened = null
    opened.onClose()
    await opened.node
      .stop()
      .catch((error: unknown) => this.#options.log.error({ err: error }, 'not all stopped'))
  }

  #closedPhase(): 'new' | 'locked' {
    return existsSync(this.#options.files.vault) ? 'locked' : 'new'
  }

  #setState(state: HostState): void {
    this.#current = state
    this.#options.onState(state)
    if (this.#networkPoll !== null) clearTimeout(this.#networkPoll)
    this.#networkPoll =
      state.network === null ? setTimeout(() => this.#pollForNetwork(), networkPollMs).unref() : null
  }

  /** A local network may have come up. */
  #pollForNetwork(): void {
    this.#tasks
      .add(async () => {
        if (this.#current.network !== null) return
        const network = await this.#options.networks.current()
        if (network !== null) await (this.#keys === null ? this.refresh() : this.#reopen())
        else this.#networkPoll = setTimeout(() => this.#pollForNetwork(), networkPollMs).unref()
      })
      .catch((error: unknown) => this.#options.log.warn({ err: error }, 'no network could be looked for'))
  }
}

import type { Channel } from '../../raiden/raidenContract.ts'
import type { RaidenNode } from '../../raiden/raidenNode.ts'
import type { Startable } from '../../shared/startable.ts'

/** The hub's open channels as its Raiden node told them last: a node that is busy or hangs keeps nobody waiting. */
export class OpenChannels implements Startable {
  readonly #raiden: Pick<RaidenNode, 'channels' | 'onChannels' | 'state'>
  #told: readonly Channel[] | null = null
  #unsubscribe: (() => void) | undefined

  constructor(raiden: Pick<RaidenNode, 'channels' | 'onChannels' | 'state'>) {
    this.#raiden = raiden
  }

  async start(): Promise<void> {
    this.#unsubscribe ??= this.#raiden.onChannels((channels) => (this.#told = channels.filter(isOpen)))
  }

  async stop(): Promise<void> {
    this.#unsubscribe?.()
    this.#unsubscribe = undefined
    this.#told = null
  }

  /** @throws BuskerError `PROCESS_NOT_RUNNING` while Raiden does not run */
  async list(): Promise<readonly Channel[]> {
    if (this.#told !== null && this.#raiden.state.state === 'running') return this.#told
    return (await this.#raiden.channels()).filter(isOpen)
  }
}

function isOpen({ state }: Channel): boolean {
  return state === 'open'
}

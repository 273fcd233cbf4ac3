import { networkInterfaces } from 'node:os'
import type { PowerMonitor } from 'electron'
import type { Startable } from '../../shared/startable.ts'

const pollMs = 5_000

export interface ConnectivityMonitorOptions {
  readonly power: Pick<PowerMonitor, 'on' | 'off'>
  /** Called when the machine wakes, is unlocked, or is on another network. */
  readonly onConnectivityChange: () => void
  /** The addresses this machine has; replaced in tests. */
  readonly addresses?: () => string
}

/** Notices when connections may have been lost: after sleep, and when the addresses of this machine change. */
export class ConnectivityMonitor implements Startable {
  readonly #options: ConnectivityMonitorOptions
  #timer: NodeJS.Timeout | null = null
  #lastAddresses = ''

  constructor(options: ConnectivityMonitorOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    if (this.#timer !== null) return
    const { power, onConnectivityChange, addresses = localAddresses } = this.#options
    this.#lastAddresses = addresses()
    power.on('resume', onConnectivityChange)
    this.#timer = setInterval(() => this.#checkAddresses(addresses()), pollMs)
    this.#timer.unref()
  }

  async stop(): Promise<void> {
    if (this.#timer === null) return
    clearInterval(this.#timer)
    this.#timer = null
    this.#options.power.off('resume', this.#options.onConnectivityChange)
  }

  #checkAddresses(now: string): void {
    if (now === this.#lastAddresses) return
    this.#lastAddresses = now
    this.#options.onConnectivityChange()
  }
}

function localAddresses(): string {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
  return all
    .filter(({ internal }) => !internal)
    .map(({ address }) => address)
    .toSorted()
    .join(' ')
}

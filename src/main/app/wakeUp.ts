import { networkInterfaces } from 'node:os'
import type { PowerMonitor } from 'electron'
import type { Startable } from '../../shared/startable.ts'

const lookMs = 5_000

export interface WakeUpOptions {
  readonly power: Pick<PowerMonitor, 'on' | 'off'>
  /** Called when the machine wakes, is unlocked, or is on another network. */
  readonly onWake: () => void
  /** The addresses this machine has; replaced in tests. */
  readonly addresses?: () => string
}

/** Notices that what was connected may not be any more: after sleep, and when the machine's addresses change. */
export class WakeUp implements Startable {
  private readonly options: WakeUpOptions
  private timer: NodeJS.Timeout | null = null
  private known = ''

  constructor(options: WakeUpOptions) {
    this.options = options
  }

  async start(): Promise<void> {
    if (this.timer !== null) return
    const { power, onWake, addresses = ownAddresses } = this.options
    this.known = addresses()
    power.on('resume', onWake)
    this.timer = setInterval(() => this.look(addresses()), lookMs)
    this.timer.unref()
  }

  async stop(): Promise<void> {
    if (this.timer === null) return
    clearInterval(this.timer)
    this.timer = null
    this.options.power.off('resume', this.options.onWake)
  }

  private look(now: string): void {
    if (now === this.known) return
    this.known = now
    this.options.onWake()
  }
}

function ownAddresses(): string {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
  return all
    .filter(({ internal }) => !internal)
    .map(({ address }) => address)
    .toSorted()
    .join(' ')
}

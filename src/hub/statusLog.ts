import type { Logger } from 'pino'
import type { Startable } from '../shared/startable.ts'
import { minuteMs } from './clock.ts'
import type { HubStatus } from './operations/hubStatusView.ts'

const logIntervalMs = 5 * minuteMs

/** Logs the hub's status every five minutes. */
export class StatusLog implements Startable {
  readonly #status: () => Promise<HubStatus>
  readonly #log: Logger
  #timer: NodeJS.Timeout | undefined

  constructor(status: () => Promise<HubStatus>, log: Logger) {
    this.#status = status
    this.#log = log
  }

  async start(): Promise<void> {
    this.#timer ??= setInterval(() => void this.#logStatus(), logIntervalMs)
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  async #logStatus(): Promise<void> {
    try {
      this.#log.info({ status: await this.#status() }, 'status')
    } catch (error) {
      this.#log.warn({ err: error }, 'the status could not be read')
    }
  }
}

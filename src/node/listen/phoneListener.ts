import type { PhoneView } from '../../shared/api/phone.ts'
import { isPrivateAddress, lanAddress, type OwnAddress, ownAddresses } from './lanAddress.ts'
import type { LanEndpoint, ListenServer } from './listenServer.ts'

export interface PhoneListenerOptions {
  readonly server: Pick<ListenServer, 'listenOnLan'>
  /** It was switched on or off, or somebody came or went. */
  readonly onChange: () => void
  readonly now?: () => number
  /** Left out: this machine's. */
  readonly ownAddresses?: () => readonly OwnAddress[]
}

interface Listening extends Pick<LanEndpoint, 'endpoint' | 'fingerprint'> {
  readonly address: string
  readonly expiresAt: number
  /** When each was heard last, Unix ms. */
  readonly devices: Map<string, number>
  readonly looking: NodeJS.Timeout
}

const lastsMs = 12 * 3600_000
/** Who was not heard for so long has gone, ms: a player asks for a segment every few seconds. */
const goneMs = 60_000
const lookMs = 15_000

/** What one owns, for phones in the same network, from when a person switches it on until it is switched off. */
export class PhoneListener {
  readonly #options: PhoneListenerOptions
  readonly #now: () => number
  #listening: Listening | null = null
  /** One change after the other. */
  #changes: Promise<unknown> = Promise.resolve()

  constructor(options: PhoneListenerOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
  }

  view(): PhoneView {
    const listening = this.#listening
    return {
      addresses: this.#addresses(),
      listening: listening && {
        url: listening.endpoint.url,
        fingerprint: listening.fingerprint,
        expiresAt: listening.expiresAt,
        devices: [...listening.devices.keys()],
      },
    }
  }

  /**
   * Listens on one of this machine's addresses, on which a phone reaches it; on another one no more.
   *
   * @throws BuskerError `LISTEN_LAN_ADDRESS`
   */
  start(address: string): Promise<PhoneView> {
    return this.#change(async () => {
      const host = lanAddress(address, this.#addresses())
      if (this.#listening?.address === host) return
      await this.#listening?.endpoint.close()
      const expiresAt = this.#now() + lastsMs
      const devices = new Map<string, number>()
      const { endpoint, fingerprint } = await this.#options.server.listenOnLan({
        address: host,
        port: 0,
        expiresAt,
        onCaller: (caller) => this.#note(devices, caller),
      })
      const looking = setInterval(() => this.#forgetGone(devices), lookMs).unref()
      const listening = { endpoint, fingerprint, address: host, expiresAt, devices, looking }
      this.#listening = listening
      void endpoint.closed.then(() => this.#onClosed(listening))
    })
  }

  /** Ends every connection; what was shown opens nothing any more. */
  stop(): Promise<PhoneView> {
    return this.#change(async () => this.#listening?.endpoint.close())
  }

  async #change(run: () => Promise<void>): Promise<PhoneView> {
    const change = this.#changes.then(run)
    this.#changes = change.catch(() => undefined)
    await change
    this.#options.onChange()
    return this.view()
  }

  #onClosed(listening: Listening): void {
    clearInterval(listening.looking)
    if (this.#listening !== listening) return
    this.#listening = null
    this.#options.onChange()
  }

  #addresses(): PhoneView['addresses'] {
    const { ownAddresses: own = ownAddresses } = this.#options
    return own()
      .map((one) => ({ ...one, isPrivate: isPrivateAddress(one.address) }))
      .toSorted((one, other) => Number(other.isPrivate) - Number(one.isPrivate))
  }

  #note(devices: Map<string, number>, caller: string): void {
    const isNew = !devices.has(caller)
    devices.set(caller, this.#now())
    if (isNew) this.#options.onChange()
  }

  #forgetGone(devices: Map<string, number>): void {
    const gone = [...devices].filter(([, at]) => at < this.#now() - goneMs)
    for (const [device] of gone) devices.delete(device)
    if (gone.length > 0) this.#options.onChange()
  }
}

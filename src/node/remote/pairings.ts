import { hkdfSync, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { type PairedMachine, pairedMachine } from '../../shared/api/pairedMachine.ts'
import { BuskerError } from '../../shared/errors.ts'
import { hex32, type Hex32, type PeerIdText } from '../../shared/ids.ts'
import { defineSetting, type Settings } from '../settings/settings.ts'

/** Apps that one server is paired with at one time. */
const maxApps = 8

const state = z.strictObject({
  /** Makes this machine's own peer another than that of any other machine with the same words. */
  salt: hex32,
  apps: z.array(pairedMachine).max(maxApps),
  server: pairedMachine.nullable(),
  /** When an app said that this machine is to sell, ms since epoch; null once it does. */
  toSellSince: z.int().min(0).nullable(),
})
type State = z.output<typeof state>

/** Of this machine, and kept when its store is made anew: whom it is paired with. */
export const pairingsSetting = defineSetting('device-remote', state)

/** The machines of one's own that this one is paired with: the apps that may ask it, and the server that it asks. */
export class Pairings {
  readonly #settings: Settings

  constructor(settings: Settings) {
    this.#settings = settings
  }

  get apps(): readonly PairedMachine[] {
    return this.#settings.get(pairingsSetting)?.apps ?? []
  }

  get server(): PairedMachine | null {
    return this.#settings.get(pairingsSetting)?.server ?? null
  }

  isApp(peer: PeerIdText): boolean {
    return this.apps.some((app) => app.peer === peer)
  }

  /** An app that is there already is named anew. @throws BuskerError `REMOTE_APPS_FULL` */
  addApp(app: PairedMachine): void {
    const others = this.apps.filter(({ peer }) => peer !== app.peer)
    if (others.length >= maxApps) {
      throw new BuskerError(
        'REMOTE_APPS_FULL',
        `This server is paired with ${maxApps} apps already. Unpair one there: busker node unpair`,
      )
    }
    this.#change({ apps: [...others, app] })
  }

  /** @returns whether it was there */
  removeApp(peer: PeerIdText): boolean {
    const left = this.apps.filter((app) => app.peer !== peer)
    if (left.length === this.apps.length) return false
    this.#change({ apps: left })
    return true
  }

  setServer(server: PairedMachine | null): void {
    this.#change({ server })
  }

  /** When a person said at an app that this machine is to sell, ms since epoch; null: it does, or nobody did. */
  get toSellSince(): number | null {
    return this.#settings.get(pairingsSetting)?.toSellSince ?? null
  }

  setToSell(since: number | null): void {
    this.#change({ toSellSince: since })
  }

  /** The seed of this machine's own peer, which nobody has without the words: what is kept of it is no secret. */
  peerSeed(artistsSeed: Uint8Array): Uint8Array {
    const salt = Buffer.from(this.#salt().slice(2), 'hex')
    return new Uint8Array(hkdfSync('sha256', artistsSeed, salt, 'busker/remote-peer/1', 32))
  }

  #salt(): Hex32 {
    const known = this.#settings.get(pairingsSetting)
    if (known !== undefined) return known.salt
    this.#change({})
    return this.#salt()
  }

  #change(change: Partial<Omit<State, 'salt'>>): void {
    const known = this.#settings.get(pairingsSetting) ?? {
      salt: hex32.parse(`0x${randomBytes(32).toString('hex')}`),
      apps: [],
      server: null,
      toSellSince: null,
    }
    this.#settings.set(pairingsSetting, { ...known, ...change })
  }
}

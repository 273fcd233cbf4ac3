import type { Preferences } from '../../shared/api/app.ts'
import type { ReservationView } from '../../shared/api/coming.ts'
import type { GiftsView } from '../../shared/api/gifts.ts'
import type { IpcEvent, IpcEventValue } from '../../shared/ipc.ts'
import type { Label } from '../../shared/ids.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import type { OpenNode } from '../node/openNode.ts'
import type { DesktopNotification } from '../windows/desktopNotification.ts'
import { ArrivalNotifications } from './arrivalNotifications.ts'
import { Notifier } from './notifier.ts'
import { ReservationNotifications } from './reservationNotifications.ts'
import { ReleaseNotifications } from './releaseNotifications.ts'
import { SaleNotifications } from './saleNotifications.ts'
import { UploadProgress } from './uploadProgress.ts'

type Node = Pick<OpenNode, 'workOf' | 'coverOf' | 'arrivedPurchases'> & {
  readonly handlers: Pick<OpenNode['handlers'], 'gifts' | 'reservations'>
}

export interface NotificationsOptions {
  readonly preferences: () => Pick<Preferences, 'notifySales' | 'notifyReleases' | 'notifyArrivals'>
  /** Null: Busker is locked. */
  readonly node: () => Node | null
  readonly network: () => NetworkProfile | null
  /** The person looks at Busker now. */
  readonly isWatched: () => boolean
  readonly display: (notification: DesktopNotification) => () => void
  /** Of all that is uploaded, 0 to 1; less than 0: nothing is. */
  readonly showProgress: (fraction: number) => void
  readonly navigate: (path: string) => void
  readonly onFailure: (error: unknown) => void
}

/** What the giver wrote comes right after the gift, ms: that is waited for before it is told of. */
const dedicationMs = 2_000

const context = { signal: new AbortController().signal, report: () => undefined }

/** What the system shows of what the node tells, while Busker is open: notifications, and the progress of uploads. */
export class Notifications {
  readonly #options: NotificationsOptions
  readonly #notifier: Notifier
  readonly #sales: SaleNotifications
  readonly #releases: ReleaseNotifications
  readonly #reservations: ReservationNotifications
  readonly #uploads: UploadProgress
  #arrivals: ArrivalNotifications
  /** Gifts and reservations are looked at one time after the other. */
  #looks: Promise<void> = Promise.resolve()

  constructor(options: NotificationsOptions) {
    const { preferences, node, network, display, navigate, showProgress, onFailure } = options
    this.#options = options
    this.#notifier = new Notifier({
      coverOf: async (label) => (await node()?.coverOf(label)) ?? null,
      display,
      onFailure,
    })
    const show = this.#notifier.show.bind(this.#notifier)
    this.#sales = new SaleNotifications({
      isEnabled: () => preferences().notifySales,
      network,
      titleOf: (label) => node()?.workOf(label)?.title ?? null,
      show,
      onClick: () => navigate('/sales'),
    })
    this.#releases = new ReleaseNotifications({
      isEnabled: () => preferences().notifyReleases,
      show,
      onClick: ({ label }) => navigate(`/work/${label}`),
    })
    this.#reservations = new ReservationNotifications({
      isWanted: () => this.#isArrivalWanted(),
      show,
      onClick: () => navigate('/library'),
    })
    this.#uploads = new UploadProgress(showProgress)
    this.#arrivals = this.#newArrivals()
  }

  /** Called when a node is open: what is there already is no news. */
  onOpen(node: Node): void {
    this.#arrivals = this.#newArrivals()
    this.#arrivals.skip(node.arrivedPurchases())
    this.#onGifts(node, ({ gifts }) => this.#arrivals.skip(gifts.map(({ id }) => id)))
    this.#onReservations(node, (all) => this.#reservations.skip(all))
  }

  /** Called when Busker is locked. */
  onLocked(): void {
    this.#notifier.clear()
    this.#uploads.clear()
  }

  /** Called with every event of the node that is open. */
  onEvent<E extends IpcEvent>(event: E, value: IpcEventValue<E>): void {
    const told = { event, value } as AnyEvent
    if (told.event === 'node.sale') this.#sales.onSaleChanged(told.value)
    else if (told.event === 'node.newWorks') this.#releases.onNewWorks(told.value.works)
    else if (told.event === 'node.purchase') this.#arrivals.onPurchaseChanged(told.value)
    else if (told.event === 'node.upload') this.#uploads.onUploadChanged(told.value)
    else if (told.event === 'node.gifts') {
      setTimeout(() => this.#tellOfGifts(), dedicationMs).unref()
    } else if (told.event === 'node.reservation') {
      const node = this.#options.node()
      if (node !== null) this.#onReservations(node, (all) => this.#reservations.onChanged(all))
    }
  }

  #tellOfGifts(): void {
    const node = this.#options.node()
    if (node !== null) this.#onGifts(node, ({ gifts }) => this.#arrivals.onGiftsChanged(gifts))
  }

  #onGifts(node: Node, look: (gifts: GiftsView) => void): void {
    this.#look(async () => look(await node.handlers.gifts({}, context)))
  }

  #onReservations(node: Node, look: (all: readonly ReservationView[]) => void): void {
    this.#look(async () => look(await node.handlers.reservations({}, context)))
  }

  #look(look: () => Promise<void>): void {
    this.#looks = this.#looks.then(look).catch(this.#options.onFailure)
  }

  /** The person wants to hear what came, and does not look at Busker now. */
  #isArrivalWanted(): boolean {
    const { node, preferences, isWatched } = this.#options
    return node() !== null && preferences().notifyArrivals && !isWatched()
  }

  #newArrivals(): ArrivalNotifications {
    const { node, navigate } = this.#options
    return new ArrivalNotifications({
      isWanted: () => this.#isArrivalWanted(),
      workOf: (label: Label) => node()?.workOf(label) ?? null,
      show: (notice) => this.#notifier.show(notice),
      onWork: (label) => navigate(`/work/${label}`),
      onGifts: () => navigate('/library'),
      onThanks: (id) => navigate(`/purchases?order=${encodeURIComponent(id)}`),
    })
  }
}

/** An event with its own value. */
type AnyEvent = { [E in IpcEvent]: { readonly event: E; readonly value: IpcEventValue<E> } }[IpcEvent]

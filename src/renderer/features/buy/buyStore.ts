import { createStore, type StoreApi } from 'zustand/vanilla'
import type { PurchaseView, WorkView } from '../../../shared/api/node.ts'
import { type ErrorData, toErrorData } from '../../../shared/errors.ts'
import type { Label } from '../../../shared/ids.ts'
import type { ShortName } from '../../../shared/shortNames.ts'
import type { Amount } from '../../../shared/money.ts'
import { endedWithoutAccess, hasSucceeded, isUnopened } from '../../../shared/orderStates.ts'
import type { IpcClient } from '../../ipc/ipcClient.ts'
import { workFor } from './workFor.ts'
import { topUp, type TopUpPlan, type TopUpStep } from './topUp.ts'
import { errorText } from '../../../shared/i18n/errorText.ts'
import { moneyText, purchaseMessage } from './moneyText.ts'

/** What a buyer says of themselves; empty text is nothing. */
export interface Greeting {
  readonly name: string
  readonly note: string
  readonly wantsThanks: boolean
}

/** What a giver writes with a gift; empty text is nothing. */
export interface Dedication {
  readonly name: string
  readonly note: string
}

/** One order as its sheet shows it. */
export interface Buying {
  readonly work: WorkView
  /** looking: for an order left open; review: the person decides; then it goes on by itself. */
  readonly phase: 'looking' | 'review' | 'toppingUp' | 'ordering' | 'done' | 'failed'
  /** What the person wrote they pay, where the price is a minimum; null: they have not written anything. */
  readonly amountText: string | null
  /** What they chose by it; null: the price. */
  readonly amount: Amount | null
  /** What the hub was said to take on top, and may take at most; null: what its profile allows. */
  readonly fee: Amount | null
  /** Whom it is for: see the input of `buy`, or a short name that is being looked up; null: oneself. */
  readonly gift: string | null
  /** The short name by which its card was found at the hub; null: it was not. */
  readonly giftName: ShortName | null
  /** It was opened to be given away: it waits for whom it is for. */
  readonly isGiving: boolean
  /** What the person says of themselves to the artist; null: they have not looked at it. */
  readonly greeting: Greeting | null
  /** What they write with a gift; null: they have not looked at it. */
  readonly dedication: Dedication | null
  /** They want to hear of new releases. */
  readonly follows: boolean
  readonly topUpStep: TopUpStep | null
  readonly purchase: PurchaseView | null
  /** Why it failed before, or without, an order. */
  readonly problem: ErrorData | null
  /** When each thing that is shown as a step began. */
  readonly startedAt: Readonly<Record<string, number>>
}

export interface BuyState {
  /** Orders of this session by label; they go on when their sheet is closed. */
  readonly orders: Readonly<Record<Label, Buying>>
  /** The work whose sheet is open. */
  readonly shown: Label | null
  /** Opens the sheet of a work. An order for it that is still open is resumed. @param id which one, where it is known */
  show(work: WorkView, id?: string): void
  /** Opens the sheet of a work to give it to somebody, whether one owns it or not. */
  give(work: WorkView): void
  /** Closes the sheet. What has ended, and was seen, is forgotten. */
  hide(): void
  /** True for an order that a sheet has shown: the sheet says what comes of it. */
  isFollowed(id: string): boolean
  /** @param name the short name that the card was found by */
  setGiftRecipient(card: string | null, name?: ShortName): void
  setAmountText(text: string): void
  setGreeting(greeting: Greeting): void
  setDedication(dedication: Dedication): void
  setFollows(follows: boolean): void
  /**
   * Places the order, once: a second press does nothing. Tops the balance up before where it is asked for.
   */
  confirm(decision?: Decision): void
  /** Takes the order back while nothing is paid. */
  cancel(): void
  /** From a failure back to the decision. */
  retry(): void
}

/** What a person has decided when they press Buy. */
export interface Decision {
  readonly adding?: { readonly plan: TopUpPlan; readonly amount: Amount } | undefined
  /** What they chose to pay; left out: the price. */
  readonly amount?: Amount | undefined
  /** What they were shown that the hub takes on top: it is paid no more. */
  readonly fee?: Amount | undefined
  readonly greeting?: Greeting | undefined
  readonly dedication?: Dedication | undefined
}

export type BuyStore = StoreApi<BuyState>

/** Called with outcomes that the open sheet does not show. */
export interface BuyListener {
  /** A work has just become one's own. */
  onOwned(work: WorkView, isShown: boolean): void
  /** An order ended badly while its sheet was closed. @param message what happened, and to the money */
  onFailedWhileHidden(work: WorkView, message: string): void
}

export function createBuyStore(
  client: IpcClient,
  listener: BuyListener,
  now: () => number = Date.now,
): BuyStore {
  return createStore<BuyState>()((set, get) => {
    const change = (label: Label, part: Partial<Buying>) =>
      set(({ orders }) => {
        const order = orders[label]
        return order === undefined ? {} : { orders: { ...orders, [label]: { ...order, ...part } } }
      })
    const markStarted = (label: Label, step: string) => {
      const startedAt = get().orders[label]?.startedAt ?? {}
      if (startedAt[step] === undefined) change(label, { startedAt: { ...startedAt, [step]: now() } })
    }
    const current = () => {
      const { shown, orders } = get()
      return shown === null ? undefined : orders[shown]
    }
    const notifyIfHidden = (label: Label, says: string) => {
      const { shown, orders } = get()
      const order = orders[label]
      if (order !== undefined && shown !== label) listener.onFailedWhileHidden(order.work, says)
    }
    const fail = (label: Label, error: unknown) => {
      const problem = toErrorData(error)
      change(label, { phase: 'failed', problem })
      notifyIfHidden(label, errorText(problem))
    }
    const followed = new Set<string>()
    const recordPurchase = (label: Label, purchase: PurchaseView) => {
      followed.add(purchase.id)
      markStarted(label, purchase.state)
      change(label, { purchase })
    }
    const finish = (label: Label, purchase: PurchaseView) => {
      recordPurchase(label, purchase)
      if (endedWithoutAccess(purchase)) {
        change(label, { phase: 'failed' })
        return notifyIfHidden(
          label,
          [purchaseMessage(purchase), moneyText(purchase.money)].filter(Boolean).join(' '),
        )
      }
      if (!hasSucceeded(purchase)) return
      change(label, { phase: 'done' })
      const order = get().orders[label]
      if (order !== undefined && purchase.hasAccess) listener.onOwned(order.work, get().shown === label)
    }

    const order = async (buying: Buying) => {
      const { gift, giftName, amount, fee, greeting, dedication, follows } = buying
      const work = workFor(buying)
      const { label } = work
      const said = greeting === null ? undefined : saidBy(greeting)
      if (gift !== null && giftName !== null) await client.ask('pinName', { name: giftName, card: gift })
      if (follows) await client.ask('setFollowing', { address: work.artist, isFollowed: true })
      change(label, { phase: 'ordering' })
      markStarted(label, 'requested')
      const input = {
        label,
        artist: work.artist,
        confirmed: amount ?? work.price,
        ...(amount !== null && { amount }),
        ...(fee !== null && { maximumFee: fee }),
        ...(gift !== null && { gift, ...writtenIn(dedication) }),
        ...(said && { greeting: said }),
        follow: true,
      }
      finish(
        label,
        await client.ask('buy', input, { onProgress: (purchase) => recordPurchase(label, purchase) }),
      )
    }
    const resumeOpenOrder = async (label: Label, id: string | undefined) => {
      const open = (await client.ask('purchases', {})).find((purchase) =>
        id === undefined
          ? purchase.label === label && !purchase.isSettled && !hasSucceeded(purchase)
          : purchase.id === id,
      )
      if (open === undefined) return change(label, { phase: 'review' })
      if (isUnopened(open)) return change(label, { phase: 'failed', purchase: open })
      change(label, { phase: 'ordering', purchase: open, startedAt: { requested: open.createdAt } })
      const follow = { id: open.id, follow: true }
      finish(
        label,
        await client.ask('purchase', follow, { onProgress: (update) => recordPurchase(label, update) }),
      )
    }

    return {
      orders: {},
      shown: null,

      show(work, id) {
        const { label } = work
        const before = get().orders[label]
        set({ shown: label })
        if (before !== undefined && ['ordering', 'toppingUp', 'failed'].includes(before.phase)) return
        set(({ orders }) => ({ orders: { ...orders, [label]: { ...emptyOrder, work } } }))
        resumeOpenOrder(label, id).catch((error: unknown) => fail(label, error))
      },

      give(work) {
        const { label } = work
        set({ shown: label })
        if (['ordering', 'toppingUp'].includes(get().orders[label]?.phase ?? '')) return
        const giving = { ...emptyOrder, work, phase: 'review', isGiving: true } as const
        set(({ orders }) => ({ orders: { ...orders, [label]: giving } }))
      },

      hide() {
        const seen = current()
        set({ shown: null })
        if (seen?.phase !== 'failed' && seen?.phase !== 'done') return
        const { [seen.work.label]: _seen, ...orders } = get().orders
        set({ orders })
      },

      isFollowed: (id) => followed.has(id),

      setGiftRecipient(card, name) {
        const buying = current()
        if (buying?.phase === 'review') change(buying.work.label, { gift: card, giftName: name ?? null })
      },

      setAmountText(text) {
        const buying = current()
        if (buying?.phase === 'review') change(buying.work.label, { amountText: text })
      },

      setGreeting(greeting) {
        const buying = current()
        if (buying?.phase === 'review') change(buying.work.label, { greeting })
      },

      setDedication(dedication) {
        const buying = current()
        if (buying?.phase === 'review') change(buying.work.label, { dedication })
      },

      setFollows(follows) {
        const buying = current()
        if (buying?.phase === 'review') change(buying.work.label, { follows })
      },

      confirm({ adding, amount, fee, greeting, dedication } = {}) {
        const decided = current()
        if (decided?.phase !== 'review') return
        const said = {
          amount: amount ?? null,
          fee: fee ?? null,
          greeting: greeting ?? null,
          dedication: dedication ?? null,
        }
        const buying = { ...decided, ...said }
        const { label } = buying.work
        change(label, said)
        const run = async () => {
          if (adding !== undefined) {
            change(label, { phase: 'toppingUp' })
            await topUp(client, adding.plan, adding.amount, (step) => {
              markStarted(label, step)
              change(label, { topUpStep: step })
            })
          }
          await order(buying)
        }
        if (adding === undefined) change(label, { phase: 'ordering' })
        run().catch((error: unknown) => fail(label, error))
      },

      cancel() {
        const buying = current()
        if (buying === undefined || buying.purchase === null) return
        const { label } = buying.work
        client.ask('cancel', { id: buying.purchase.id }).then(
          (purchase) => finish(label, purchase),
          (error: unknown) => change(label, { problem: toErrorData(error) }),
        )
      },

      retry() {
        const buying = current()
        if (buying?.phase !== 'failed') return
        const { label } = buying.work
        const isPaid = buying.purchase !== null && isUnopened(buying.purchase)
        const { gift, giftName, isGiving, amountText, greeting, dedication, follows } = buying
        const kept = { gift, giftName, isGiving, amountText, greeting, dedication, follows }
        change(label, { ...emptyOrder, phase: 'looking', ...kept })
        if (isPaid) return void order(buying).catch((error: unknown) => fail(label, error))
        // The price may be another by now.
        client.ask('work', { label }).then(
          ({ work }) => change(label, { work, phase: 'review' }),
          (error: unknown) => fail(label, error),
        )
      },
    }
  })
}

/** Nothing, where nothing was written and a note is welcome. */
function saidBy({ name, note, wantsThanks }: Greeting) {
  const [from, words] = [name.trim(), note.trim()]
  if (from === '' && words === '' && wantsThanks) return undefined
  return { ...(from !== '' && { name: from }), ...(words !== '' && { note: words }), wantsThanks }
}

/** Nothing, where nothing was written. */
function writtenIn(dedication: Dedication | null) {
  const [name = '', note = ''] = [dedication?.name.trim(), dedication?.note.trim()]
  if (name === '' && note === '') return {}
  return { dedication: { ...(name !== '' && { name }), ...(note !== '' && { note }) } }
}

/** What of an order is there before anything has happened. */
const emptyOrder = {
  phase: 'looking',
  amountText: null,
  amount: null,
  fee: null,
  gift: null,
  giftName: null,
  isGiving: false,
  greeting: null,
  dedication: null,
  follows: false,
  topUpStep: null,
  purchase: null,
  problem: null,
  startedAt: {},
} as const

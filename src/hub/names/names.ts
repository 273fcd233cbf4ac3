import { decodeText, encodeText } from '../../protocol/codec.ts'
import { namedCard, type NamedCard, namedCardMaxBytes } from '../../protocol/names.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import { isReservedName, type ShortName, shortNameKey } from '../../shared/shortNames.ts'
import { type Clock, dayMs } from '../clock.ts'
import type { NameRecord, NameStore } from './nameStore.ts'

/** Nobody else can have what somebody gave up, for so long: what is meant for its owner goes to nobody in their place. ms */
export const heldBackMs = 180 * dayMs
/** Whoever gives a name up sooner than this had not told anybody: it is free at once. ms */
export const trialMs = dayMs

/** Short names, one an account, first come first served. What it is given has been verified. */
export class Names {
  readonly #store: NameStore
  readonly #now: Clock

  constructor(store: NameStore, now: Clock) {
    this.#store = store
    this.#now = now
  }

  /**
   * Takes a name, in place of the one that the account had.
   *
   * @throws BuskerError `HUB_NAME_RESERVED`, `HUB_NAME_TAKEN` (or one that looks like it), `HUB_NAME_CHANGED` (lately, already)
   */
  async claim(named: NamedCard): Promise<void> {
    const { account, name } = named.claim.body
    if (isReservedName(name)) {
      throw new BuskerError('HUB_NAME_RESERVED', `Nobody can have the name ${name}. Choose another.`)
    }
    const key = shortNameKey(name)
    await this.#store.change(account, key, (near) => {
      const now = this.#now()
      const holder = near.find((one) => one.key === key && one.account !== account)
      if (holder !== undefined && (holder.releasedAt === null || isHeldBack(holder, now))) throw taken(holder)
      const own = near.filter((one) => one.account === account)
      const same = own.find((one) => one.name === name)
      const before = own.filter((one) => one.key !== key)
      const current = before.find(({ releasedAt }) => releasedAt === null)
      const kept = current === undefined ? [] : givenUp(current, now)
      const heldBack = before.filter((one) => one.releasedAt !== null && isHeldBack(one, now))
      const [oldest] = [...heldBack, ...kept].toSorted((a, b) => (a.releasedAt ?? 0) - (b.releasedAt ?? 0))
      if (heldBack.length + kept.length > 1) throw changedLately(oldest)
      return {
        remove: near.filter((one) => !heldBack.includes(one)).map((one) => one.name),
        write: [
          ...kept,
          {
            name,
            key,
            account,
            claimedAt: same?.releasedAt === null ? same.claimedAt : now,
            releasedAt: null,
            record: encodeText(namedCard, named),
          },
        ],
      }
    })
  }

  /** Gives a name up, where the account has one. */
  release(account: Address): Promise<void> {
    return this.#store.change(account, null, (own) => {
      const current = own.find(({ releasedAt }) => releasedAt === null)
      if (current === undefined) return { remove: [], write: [] }
      return { remove: [current.name], write: givenUp(current, this.#now()) }
    })
  }

  async lookUp(name: ShortName): Promise<NamedCard | null> {
    const found = await this.#store.find(name)
    if (found === undefined || found.releasedAt !== null) return null
    return decodeText(namedCard, found.record, namedCardMaxBytes)
  }

  async ofAccount(account: Address): Promise<ShortName | null> {
    return (await this.#store.ofAccount(account))?.name ?? null
  }

  count(): Promise<number> {
    return this.#store.count()
  }
}

const isHeldBack = ({ releasedAt }: NameRecord, now: number): boolean =>
  releasedAt !== null && now < releasedAt + heldBackMs

/** What stays of a name that is given up; nothing, where nobody can have heard of it. */
function givenUp(current: NameRecord, now: number): NameRecord[] {
  return now < current.claimedAt + trialMs ? [] : [{ ...current, releasedAt: now }]
}

function taken({ name }: NameRecord): BuskerError {
  return new BuskerError(
    'HUB_NAME_TAKEN',
    `Somebody has this name, or ${name}, which looks like it. Choose another.`,
  )
}

function changedLately(oldest: NameRecord | undefined): BuskerError {
  const free = new Date((oldest?.releasedAt ?? 0) + heldBackMs).toISOString()
  return new BuskerError(
    'HUB_NAME_CHANGED',
    `You have changed your name lately: the one before is kept from others until ${free}. Change it again after that, or take that one back.`,
  )
}

import {
  type BlocklistRecord,
  blocklistDigest,
  signBlocklistRecord,
  signedBlocklistRecord,
  type SignedBlocklistRecord,
} from '../../protocol/blocklist.ts'
import { decodeKept, encode } from '../../protocol/codec.ts'
import type { SigningAccount } from '../../protocol/signed.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { CatalogueSubject } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import type { HubStore } from '../openHubStore.ts'

/** The newest record of each subject, where it is one that hides. */
const standingRows = `SELECT record FROM blocklist AS newest WHERE act = 'block'
  AND number = (SELECT max(number) FROM blocklist WHERE subject = newest.subject)`

/** What an operator hides, and why: records that are signed, public, and only ever added to. */
export class Blocklist {
  readonly #store: HubStore
  readonly #account: SigningAccount
  readonly #now: Clock
  /** A record names the one before it, so they are made one after the other. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(store: HubStore, account: SigningAccount, now: Clock) {
    this.#store = store
    this.#account = account
    this.#now = now
  }

  /** @throws BuskerError `HUB_BLOCK_STANDS` */
  block(subject: CatalogueSubject, reason: string): Promise<SignedBlocklistRecord> {
    return this.#add('block', subject, reason)
  }

  /** @throws BuskerError `HUB_BLOCK_UNKNOWN` */
  unblock(subject: CatalogueSubject, reason: string): Promise<SignedBlocklistRecord> {
    return this.#add('unblock', subject, reason)
  }

  /** Records in their order. */
  records(from: number, limit: number): SignedBlocklistRecord[] {
    return this.#read('SELECT record FROM blocklist WHERE number >= ? ORDER BY number LIMIT ?', from, limit)
  }

  /** 0 where there is none. */
  newest(): number {
    return this.#store.prepare('SELECT coalesce(max(number), 0) FROM blocklist').pluck().get() as number
  }

  /** By which this is hidden now; undefined where it is not. */
  standing(subject: CatalogueSubject): SignedBlocklistRecord | undefined {
    return this.#read(`${standingRows} AND subject = ?`, subject)[0]
  }

  /** By which things are hidden now, newest first. */
  listStanding(): SignedBlocklistRecord[] {
    return this.#read(`${standingRows} ORDER BY number DESC`)
  }

  /** What is hidden now. */
  subjects(): Set<CatalogueSubject> {
    return new Set(this.listStanding().map(({ body }) => body.subject))
  }

  #add(
    act: BlocklistRecord['act'],
    subject: CatalogueSubject,
    reason: string,
  ): Promise<SignedBlocklistRecord> {
    const added = this.#last.then(() => this.#sign(act, subject, reason))
    this.#last = added.catch(() => undefined)
    return added
  }

  async #sign(
    act: BlocklistRecord['act'],
    subject: CatalogueSubject,
    reason: string,
  ): Promise<SignedBlocklistRecord> {
    this.#refuseRepeated(act, subject)
    const number = this.newest() + 1
    const [before] = this.records(number - 1, 1)
    const previous = before === undefined ? null : blocklistDigest(before.body)
    const body = { v: 1 as const, number, previous, act, subject, reason, time: this.#now() }
    const signed = await signBlocklistRecord(body, this.#account)
    this.#store
      .prepare('INSERT INTO blocklist (number, subject, act, record) VALUES (?, ?, ?, ?)')
      .run(number, subject, act, encode(signedBlocklistRecord, signed))
    return signed
  }

  #refuseRepeated(act: BlocklistRecord['act'], subject: CatalogueSubject): void {
    const isHidden = this.standing(subject) !== undefined
    if (act === 'block' && isHidden) {
      throw new BuskerError(
        'HUB_BLOCK_STANDS',
        `${subject} is hidden already. To give another reason, unblock it first.`,
      )
    }
    if (act === 'unblock' && !isHidden) {
      throw new BuskerError('HUB_BLOCK_UNKNOWN', `${subject} is not hidden.`)
    }
  }

  #read(sql: string, ...parameters: (string | number)[]): SignedBlocklistRecord[] {
    return this.#store
      .prepare<(string | number)[], Uint8Array>(sql)
      .pluck()
      .all(...parameters)
      .map((record) => decodeKept(signedBlocklistRecord, record))
  }
}

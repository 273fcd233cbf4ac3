import { type Database, openDatabase, readMigrations } from '../database/openDatabase.ts'
import { decode, encode } from '../protocol/codec.ts'
import { signedUpdate } from '../protocol/tower.ts'
import type { SignedUpdate } from '../chain/tokenNetwork.ts'
import type { Address } from '../shared/ids.ts'

/** One side of one channel. */
export interface WatchedSide {
  readonly tokenNetwork: Address
  readonly channel: bigint
  readonly participant: Address
}

/** `gone`: the chain does not have the channel any more, or the time to answer is over. It takes no slot. */
export type WatchedState = 'open' | 'closed' | 'gone'

/** What is watched for one side of one channel. */
export interface WatchedUpdate extends WatchedSide {
  readonly update: SignedUpdate
  readonly acceptedAt: number
  /** Ms. */
  readonly until: number
  readonly state: WatchedState
  /** Chain time, ms; null while it is not closed. */
  readonly settleableAfter: number | null
}

/** What was sent to the chain. Amounts in wei. */
export interface Answer extends WatchedSide {
  readonly id: number
  readonly nonce: bigint
  readonly gasPrice: bigint
  /** What was offered at most; once it is mined, what it was. */
  readonly cost: bigint
  readonly sentAt: number
  readonly outcome: AnswerOutcome
}
/** `done`: the chain has it, from this tower or from somebody else. `replaced`: it was sent again for more. */
export type AnswerOutcome = 'sent' | 'mined' | 'done' | 'refused' | 'replaced'

interface UpdateRow {
  readonly token_network: Address
  readonly channel: string
  readonly participant: Address
  readonly signed_update: Uint8Array
  readonly accepted_at: number
  readonly until: number
  readonly state: WatchedState
  readonly settleable_after: number | null
}

interface AnswerRow {
  readonly id: number
  readonly token_network: Address
  readonly channel: string
  readonly participant: Address
  readonly nonce: string
  readonly gas_price: string
  readonly cost: string
  readonly sent_at: number
  readonly outcome: AnswerOutcome
}

const updateMaxBytes = 2048
const answersKept = 10_000
const ofSide = 'token_network = ? AND channel = ? AND participant = ?'

/** All that a tower has to remember. Its size is bounded by the number of sides, each of at most two kilobytes. */
export class TowerRecords {
  readonly #database: Database

  /** @param file a path, or `:memory:`. Errors: see {@link openDatabase} */
  constructor(file: string) {
    const migrations = readMigrations(new URL('./migrations/', import.meta.url))
    this.#database = openDatabase({ file, migrations })
  }

  close(): void {
    this.#database.close()
  }

  get(side: WatchedSide): WatchedUpdate | undefined {
    return this.#select(`WHERE ${ofSide}`, ...keyOf(side))[0]
  }

  /** Keeps an update in the place of an older one; on disk when this returns. @returns false where a newer one is there */
  keep(tokenNetwork: Address, update: SignedUpdate, times: { now: number; until: number }): boolean {
    const side = { tokenNetwork, channel: update.channel, participant: update.other }
    const write = this.#database.transaction(() => {
      const known = this.get(side)
      if (known !== undefined && known.update.nonce > update.nonce) return false
      const isSame = known?.update.nonce === update.nonce
      const kept = isSame ? known.update : update
      this.#database
        .prepare(
          `INSERT INTO watched_updates VALUES (?, ?, ?, ?, ?, ?, ?, 'open', NULL, 0, NULL)
           ON CONFLICT DO UPDATE SET nonce = excluded.nonce, signed_update = excluded.signed_update,
             accepted_at = excluded.accepted_at, until = max(until, excluded.until), looked_at = min(looked_at, ?)`,
        )
        .run(
          ...keyOf(side),
          kept.nonce.toString(),
          encode(signedUpdate, kept),
          isSame ? known.acceptedAt : times.now,
          times.until,
          // A closed channel is looked at again at once: there may be something newer to hand in now.
          isSame || known?.state === 'open' ? Number.MAX_SAFE_INTEGER : 0,
        )
      return true
    })
    return write.immediate()
  }

  remove(side: WatchedSide): void {
    this.endAnswers(side, 'done')
    this.#database.prepare(`DELETE FROM watched_updates WHERE ${ofSide}`).run(...keyOf(side))
  }

  /** Those not looked at since `lookedBefore`, and all that are closed: the longest ago first. */
  due(lookedBefore: number, limit: number): WatchedUpdate[] {
    return this.#select(
      `WHERE state = 'closed' OR looked_at < ? ORDER BY looked_at LIMIT ?`,
      lookedBefore,
      limit,
    )
  }

  /** Those in which something is watched. */
  tokenNetworks(): Address[] {
    return this.#database
      .prepare<[], Address>('SELECT DISTINCT token_network FROM watched_updates')
      .pluck()
      .all()
  }

  /** Notes what the chain says of a channel. */
  noteState(side: WatchedSide, state: WatchedState, settleableAfter: number | null, now: number): void {
    this.#database
      .prepare(
        `UPDATE watched_updates SET state = ?, settleable_after = ?, looked_at = ?,
           gone_at = CASE WHEN ? = 'gone' THEN coalesce(gone_at, ?) END WHERE ${ofSide}`,
      )
      .run(state, settleableAfter, now, state, now, ...keyOf(side))
  }

  /** Forgets channels that have long been gone, and those that nobody has asked about for as long as was promised. */
  prune(now: number, goneBefore: number): void {
    this.#database
      .prepare(`DELETE FROM watched_updates WHERE gone_at < ? OR (until < ? AND state <> 'closed')`)
      .run(goneBefore, now)
    this.#database
      .prepare('DELETE FROM answers WHERE id <= (SELECT max(id) FROM answers) - ?')
      .run(answersKept)
  }

  /** Sides of channels that are not gone. */
  count(state?: WatchedState): number {
    const where = state === undefined ? `state <> 'gone'` : `state = '${state}'`
    return this.#database
      .prepare<[], number>(`SELECT count(*) FROM watched_updates WHERE ${where}`)
      .pluck()
      .get() as number
  }

  /** Notes what is about to be sent; what was sent for the same side before is replaced by it. @returns its number */
  noteAnswer(side: WatchedSide, answer: Pick<Answer, 'nonce' | 'gasPrice' | 'cost' | 'sentAt'>): number {
    const write = this.#database.transaction(() => {
      this.#database
        .prepare(`UPDATE answers SET outcome = 'replaced' WHERE outcome = 'sent' AND ${ofSide}`)
        .run(...keyOf(side))
      const { nonce, gasPrice, cost, sentAt } = answer
      const { lastInsertRowid } = this.#database
        .prepare(`INSERT INTO answers VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, 'sent')`)
        .run(...keyOf(side), nonce.toString(), gasPrice.toString(), cost.toString(), sentAt)
      return Number(lastInsertRowid)
    })
    return write.immediate()
  }

  /** @param cost wei, where it is known better than before */
  noteOutcome(id: number, outcome: AnswerOutcome, cost?: bigint): void {
    this.#database
      .prepare('UPDATE answers SET outcome = ?, cost = coalesce(?, cost) WHERE id = ?')
      .run(outcome, cost?.toString() ?? null, id)
  }

  /** What was sent may have been mined, or was replaced: nothing of this side is waited for any more. */
  endAnswers(side: WatchedSide, outcome: AnswerOutcome): void {
    this.#database
      .prepare(`UPDATE answers SET outcome = ? WHERE outcome = 'sent' AND ${ofSide}`)
      .run(outcome, ...keyOf(side))
  }

  /** The highest price among what was sent and is not known to be mined, wei; 0: nothing is waited for. */
  pendingGasPrice(): bigint {
    const prices = this.#database
      .prepare<[], string>(`SELECT gas_price FROM answers WHERE outcome = 'sent'`)
      .pluck()
      .all()
    return prices.map(BigInt).reduce((most, price) => (price > most ? price : most), 0n)
  }

  /** Newest first. */
  answers(limit: number): Answer[] {
    const rows = this.#database
      .prepare<[number], AnswerRow>('SELECT * FROM answers ORDER BY id DESC LIMIT ?')
      .all(limit)
    return rows.map(toAnswer)
  }

  /** What was offered for gas since then, wei; of what replaced each other only the dearest. */
  spentSince(time: number): bigint {
    const rows = this.#database
      .prepare<[number], AnswerRow>('SELECT * FROM answers WHERE sent_at > ?')
      .all(time)
      .map(toAnswer)
    const dearest = new Map<string, bigint>()
    for (const answer of rows) {
      const key = [...keyOf(answer), answer.nonce].join()
      const known = dearest.get(key) ?? 0n
      if (answer.cost > known) dearest.set(key, answer.cost)
    }
    return [...dearest.values()].reduce((sum, cost) => sum + cost, 0n)
  }

  #select(rest: string, ...values: (string | number)[]): WatchedUpdate[] {
    const rows = this.#database.prepare(`SELECT * FROM watched_updates ${rest}`).all(...values) as UpdateRow[]
    return rows.map((row) => ({
      tokenNetwork: row.token_network,
      channel: BigInt(row.channel),
      participant: row.participant,
      update: decode(signedUpdate, row.signed_update, updateMaxBytes),
      acceptedAt: row.accepted_at,
      until: row.until,
      state: row.state,
      settleableAfter: row.settleable_after,
    }))
  }
}

function keyOf({ tokenNetwork, channel, participant }: WatchedSide): [string, string, string] {
  return [tokenNetwork, channel.toString(), participant]
}

function toAnswer(row: AnswerRow): Answer {
  return {
    id: row.id,
    tokenNetwork: row.token_network,
    channel: BigInt(row.channel),
    participant: row.participant,
    nonce: BigInt(row.nonce),
    gasPrice: BigInt(row.gas_price),
    cost: BigInt(row.cost),
    sentAt: row.sent_at,
    outcome: row.outcome,
  }
}

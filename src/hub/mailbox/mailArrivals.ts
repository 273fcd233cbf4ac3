import type { Postgres } from '../../database/postgres.ts'
import { PostgresListener } from '../../database/postgresListener.ts'
import { address, type Address } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'

/** Tells the processes that share a mailbox of letters that came. */
export interface MailArrivals extends Startable {
  /** A letter for `to` lies there now. What is lost on the way costs whoever waits their time, and no letter. */
  tell(to: Address): Promise<void>
  /** @param heard null: some may have come unheard */
  onTold(heard: (to: Address | null) => void): void
}

const channel = 'busker_mail'

/** By PostgreSQL's own notifications. */
export class PostgresArrivals implements MailArrivals {
  readonly #postgres: Pick<Postgres, 'query'>
  readonly #listener: PostgresListener
  #heard: (to: Address | null) => void = () => undefined

  constructor(postgres: Pick<Postgres, 'query'>, url: string) {
    this.#postgres = postgres
    this.#listener = new PostgresListener({
      url,
      channel,
      onTold: (payload) => this.#heard(address.safeParse(payload).data ?? null),
      onHearing: () => this.#heard(null),
    })
  }

  async tell(to: Address): Promise<void> {
    await this.#postgres.query('SELECT pg_notify($1, $2)', [channel, to])
  }

  onTold(heard: (to: Address | null) => void): void {
    this.#heard = heard
  }

  start(): Promise<void> {
    return this.#listener.start()
  }

  stop(): Promise<void> {
    return this.#listener.stop()
  }
}

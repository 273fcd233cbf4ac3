import { afterAll, afterEach, beforeAll } from 'vitest'
import type { Postgres } from '../../database/postgres.ts'
import { openHubPostgres } from '../postgres/openHubPostgres.ts'
import { PostgresServer } from './postgresServer.ts'

/** A server for the tests of a file; connections end with the test that made them. */
export class PostgresDatabases {
  /** Of the newest database. */
  url = ''
  #server: PostgresServer | undefined
  readonly #open: Postgres[] = []

  private constructor() {
    beforeAll(async () => {
      this.#server = await PostgresServer.open()
    })
    afterAll(() => this.server.remove())
    afterEach(async () => {
      for (const postgres of this.#open.splice(0)) await postgres.close()
    })
  }

  /** To be called where the tests of a file are described. */
  static forTests(): PostgresDatabases {
    return new PostgresDatabases()
  }

  get server(): PostgresServer {
    if (this.#server === undefined) throw new Error('There is no server before the first test.')
    return this.#server
  }

  /** Makes a new database the newest. */
  async create(): Promise<void> {
    this.url = await this.server.database()
  }

  /** Opens the newest database, as one process of a hub has it. */
  async connect(): Promise<Postgres> {
    const postgres = await openHubPostgres(this.url)
    this.#open.push(postgres)
    return postgres
  }
}

import type { Database } from './openDatabase.ts'
import type { SqlEngine, Steps } from './steps.ts'

/** Rows in a file that one process has: nothing of it runs while the steps do. */
export class SqliteEngine implements SqlEngine {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async change<T>(steps: () => Steps<T>): Promise<T> {
    return this.#database.transaction(() => this.#run(steps())).immediate()
  }

  async read<T>(steps: () => Steps<T>): Promise<T> {
    return this.#run(steps())
  }

  #run<T>(steps: Steps<T>): T {
    let next = steps.next()
    while (!next.done) {
      const { sql, values } = next.value
      const statement = this.#database.prepare(sql)
      const named = Object.fromEntries(values.map((value, at) => [String(at + 1), value]))
      next = steps.next(statement.reader ? statement.all(named) : (statement.run(named), []))
    }
    return next.value
  }
}

import { openHubStore } from '../../../src/hub/openHubStore.ts'
import type { Address } from '../../../src/shared/ids.ts'

/** A device that nobody has. */
const otherDevice = `0x${'e'.repeat(64)}`
const grantMs = 3_600_000

/** What a running hub says, changed behind its back in its database. */
export class HubDatabase {
  readonly #file: string

  constructor(file: string) {
    this.#file = file
  }

  /** A person's lease is given to a device that does not exist: their own is refused. */
  giveLeaseAway(account: Address): void {
    this.#run(
      `UPDATE leases SET device = '${otherDevice}', number = number + 1, until = ? WHERE account = ?`,
      Date.now() + grantMs,
      account,
    )
  }

  /** Every device that asks for a lease gets it. */
  doubleLeases(): void {
    this.#run(`CREATE TRIGGER IF NOT EXISTS double_leases AFTER INSERT ON leases
      BEGIN DELETE FROM leases WHERE account = NEW.account; END`)
    this.#run('DELETE FROM leases')
  }

  /** Letters are taken, and never handed over. */
  swallowMail(): void {
    this.#run(`CREATE TRIGGER IF NOT EXISTS swallow_mail AFTER INSERT ON mail
      BEGIN DELETE FROM mail WHERE rowid = NEW.rowid; END`)
  }

  /** The newest snapshot of an account is denied: the one before it is the newest then. */
  forgetNewestSnapshot(account: Address): void {
    this.#run(
      `DELETE FROM snapshots WHERE account = ?
        AND number = (SELECT max(number) FROM snapshots WHERE account = ?)`,
      account,
      account,
    )
  }

  /** Whether the hub has promised a channel to an account, and has not opened it yet. */
  hasPromised(account: Address): boolean {
    return this.#with(
      (store) =>
        store
          .prepare(`SELECT 1 FROM funded_channels WHERE state = 'intended' AND account = ?`)
          .get(account) !== undefined,
    )
  }

  /** The hub is honest again. */
  restore(): void {
    this.#run('DROP TRIGGER IF EXISTS double_leases')
    this.#run('DROP TRIGGER IF EXISTS swallow_mail')
    this.#run('DELETE FROM leases WHERE device = ?', otherDevice)
  }

  #run(sql: string, ...parameters: (string | number)[]): void {
    this.#with((store) => store.prepare(sql).run(...parameters))
  }

  #with<T>(action: (store: ReturnType<typeof openHubStore>) => T): T {
    const store = openHubStore(this.#file)
    try {
      return action(store)
    } finally {
      store.close()
    }
  }
}

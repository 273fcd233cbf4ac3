import { createHash, randomBytes } from 'node:crypto'
import { openDatabase, readMigrations, type Database } from '../../database/openDatabase.ts'
import { BuskerError } from '../../shared/errors.ts'

/** A user's device, as its access token names it. */
export interface Device {
  readonly number: number
  readonly userId: string
  readonly deviceId: string
}

/** What a user says about themselves; null until it was said. */
export interface UserProfile {
  readonly displayname: string | null
  readonly avatar_url: string | null
}

export interface QueuedEvent {
  readonly position: number
  /** The event as JSON text: `{type, sender, content}`. */
  readonly event: string
}

/** Content for one device, or for every device of the user (`*`). */
export interface ToDeviceMessage {
  readonly userId: string
  readonly deviceId: string
  readonly content: unknown
}

/** A device that never asks again must not fill the disk: its oldest messages go. Raiden sends what matters again. */
const maxQueuedEvents = 5_000
/** Of one user; one more ends the one that came first. */
export const maxDevices = 8
const transactionMaxAgeMs = 24 * 60 * 60_000

/** All the homeserver knows, in one SQLite file. */
export class TransportStore {
  readonly #database: Database

  /** @throws BuskerError HUB_SERVER_NAME_CHANGED: the file belongs to a homeserver of another name */
  constructor(file: string, serverName: string) {
    this.#database = openDatabase({
      file,
      migrations: readMigrations(new URL('./migrations/', import.meta.url)),
    })
    // Outlives the process, not a power cut: then Raiden sends again. A flush to disk for each message would double its latency.
    this.#database.pragma('synchronous = NORMAL')
    this.#checkServerName(file, serverName)
    this.#run('DELETE FROM transactions WHERE time < ?', Date.now() - transactionMaxAgeMs)
  }

  close(): void {
    this.#database.close()
  }

  /** @returns a new access token; an earlier one of the same device is void */
  login(userId: string, deviceId: string): string {
    const token = randomBytes(32).toString('base64url')
    this.#database.transaction(() => {
      this.#run('INSERT INTO users (user_id) VALUES (?) ON CONFLICT DO NOTHING', userId)
      this.#run(
        `INSERT INTO devices (user_id, device_id, token_hash) VALUES (?, ?, ?)
         ON CONFLICT (user_id, device_id) DO UPDATE SET token_hash = excluded.token_hash`,
        userId,
        deviceId,
        sha256(token),
      )
      this.#dropOldestDevices(userId, deviceId)
    })()
    return token
  }

  deviceOf(token: string): Device | null {
    const row = this.#database
      .prepare<[Buffer], Device>(
        'SELECT number, user_id AS userId, device_id AS deviceId FROM devices WHERE token_hash = ?',
      )
      .get(sha256(token))
    return row ?? null
  }

  profile(userId: string): UserProfile | null {
    const row = this.#database
      .prepare<[string], UserProfile>('SELECT displayname, avatar_url FROM users WHERE user_id = ?')
      .get(userId)
    return row ?? null
  }

  setDisplayname(userId: string, displayname: string): void {
    this.#run('UPDATE users SET displayname = ? WHERE user_id = ?', displayname, userId)
  }

  setAvatarUrl(userId: string, avatarUrl: string): void {
    this.#run('UPDATE users SET avatar_url = ? WHERE user_id = ?', avatarUrl, userId)
  }

  /**
   * Puts messages in the queues of their devices, once for a transaction id of the sending device.
   * What already waits at a device in the same words is not queued again: Raiden repeats a message until it is answered.
   *
   * @returns the devices for which something new waits
   */
  send(from: Device, transactionId: string, type: string, addressed: readonly ToDeviceMessage[]): number[] {
    return this.#database.transaction(() => {
      const first = this.#run(
        'INSERT INTO transactions (device, transaction_id, time) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
        from.number,
        transactionId,
        Date.now(),
      )
      if (!first) return []
      return addressed.flatMap(({ userId, deviceId, content }) => {
        const event = JSON.stringify({ type, sender: from.userId, content })
        return this.#devices(userId, deviceId).filter((device) => this.#queue(device, event))
      })
    })()
  }

  /** Forgets the messages up to `position`, which the device has, and returns those after it, oldest first. */
  acknowledgeAndRead(device: Device, position: number, limit: number): QueuedEvent[] {
    this.#run('DELETE FROM messages WHERE device = ? AND position <= ?', device.number, position)
    return this.#database
      .prepare<[number, number, number], QueuedEvent>(
        'SELECT position, event FROM messages WHERE device = ? AND position > ? ORDER BY position LIMIT ?',
      )
      .all(device.number, position, limit)
  }

  /** Keeps the newest ones, and `deviceId` in any case. */
  #dropOldestDevices(userId: string, deviceId: string): void {
    const dropped = this.#database
      .prepare<[string, string, number], number>(
        `SELECT number FROM devices WHERE user_id = ? AND device_id != ?
         ORDER BY number DESC LIMIT -1 OFFSET ?`,
      )
      .pluck()
      .all(userId, deviceId, maxDevices - 1)
    for (const number of dropped) {
      this.#run('DELETE FROM messages WHERE device = ?', number)
      this.#run('DELETE FROM transactions WHERE device = ?', number)
      this.#run('DELETE FROM devices WHERE number = ?', number)
    }
  }

  #devices(userId: string, deviceId: string): number[] {
    const devices = this.#database
      .prepare<[string], { number: number; deviceId: string }>(
        'SELECT number, device_id AS deviceId FROM devices WHERE user_id = ?',
      )
      .all(userId)
    return devices
      .filter((device) => deviceId === '*' || device.deviceId === deviceId)
      .map(({ number }) => number)
  }

  #queue(device: number, event: string): boolean {
    const isNew = this.#run(
      'INSERT INTO messages (device, event, digest) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      device,
      event,
      sha256(event),
    )
    if (isNew) {
      this.#run(
        `DELETE FROM messages WHERE position IN
           (SELECT position FROM messages WHERE device = ? ORDER BY position DESC LIMIT -1 OFFSET ?)`,
        device,
        maxQueuedEvents,
      )
    }
    return isNew
  }

  #checkServerName(file: string, serverName: string): void {
    const name = this.#database.prepare<[], string>('SELECT name FROM server').pluck().get()
    if (name === undefined) this.#run('INSERT INTO server (name) VALUES (?)', serverName)
    else if (name !== serverName) {
      this.close()
      throw new BuskerError(
        'HUB_SERVER_NAME_CHANGED',
        `${file} belongs to the homeserver ${String(name)}, whose users are known by that name. Start it with that host and port again instead of ${serverName}.`,
      )
    }
  }

  /** @returns whether a row was changed */
  #run(sql: string, ...values: (string | number | Buffer)[]): boolean {
    return this.#database.prepare(sql).run(...values).changes > 0
  }
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

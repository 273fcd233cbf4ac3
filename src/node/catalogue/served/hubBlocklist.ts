import type { Calls } from '../../../ipfs/peer.ts'
import {
  blocklistDigest,
  blocklistPageMaxRecords,
  blocklistProtocol,
  type SignedBlocklistRecord,
  verifyBlocklistRecord,
} from '../../../protocol/blocklist.ts'
import { BuskerError } from '../../../shared/errors.ts'
import type { Address, CatalogueSubject, PeerIdText } from '../../../shared/ids.ts'

/** Of a hub that has more, the rest is not read: somebody would wait for it for minutes. */
const maxRecords = 10_000

/** What a hub leaves out, and why, as everybody can read it. */
export class HubBlocklist {
  readonly #calls: Pick<Calls, 'call'>
  readonly #hub: PeerIdText
  readonly #account: Address
  readonly #standing = new Map<CatalogueSubject, SignedBlocklistRecord>()
  #last: SignedBlocklistRecord | undefined
  #reading: Promise<void> | undefined

  /** @param account the hub's, which signs the list */
  constructor(calls: Pick<Calls, 'call'>, hub: PeerIdText, account: Address) {
    this.#calls = calls
    this.#hub = hub
    this.#account = account
  }

  /**
   * Reads what was added to the list since it was read last, and checks that every record is signed by the hub and names the
   * one before it.
   *
   * @returns the records by which something is hidden now, newest first
   * @throws BuskerError `PROTOCOL_FORGED`; see {@link Calls.call}
   */
  async standing(): Promise<SignedBlocklistRecord[]> {
    this.#reading ??= this.#readOn().finally(() => {
      this.#reading = undefined
    })
    await this.#reading
    return [...this.#standing.values()].toReversed()
  }

  async #readOn(): Promise<void> {
    for (;;) {
      const from = (this.#last?.body.number ?? 0) + 1
      const asked = { from, limit: blocklistPageMaxRecords }
      const { records } = await this.#calls.call(this.#hub, blocklistProtocol, 'records', asked)
      for (const record of records) {
        await verifyBlocklistRecord(record, this.#account)
        if (!follows(record, this.#last)) throw broken()
        this.#last = record
        this.#standing.delete(record.body.subject)
        if (record.body.act === 'block') this.#standing.set(record.body.subject, record)
      }
      if (records.length < blocklistPageMaxRecords || from >= maxRecords) return
    }
  }
}

function follows({ body }: SignedBlocklistRecord, before: SignedBlocklistRecord | undefined): boolean {
  if (before === undefined) return body.number === 1 && body.previous === null
  return body.number === before.body.number + 1 && body.previous === blocklistDigest(before.body)
}

function broken(): BuskerError {
  return new BuskerError(
    'PROTOCOL_FORGED',
    'The hub’s block list has a record that does not follow the one before it.',
  )
}

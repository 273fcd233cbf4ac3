import { decode, encode } from '../../protocol/codec.ts'
import { identityMaxBytes, type SignedIdentity, signedIdentity } from '../../protocol/identity.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import { nameKey } from '../../shared/nameKey.ts'
import { shortAddress } from '../../shared/shortAddress.ts'
import type { ShortName } from '../../shared/shortNames.ts'
import type { Store } from '../store/openStore.ts'

/** Somebody one pays, or gives music to. */
export interface Contact {
  readonly account: Address
  /** As one calls them. */
  readonly name: string
  /** By which music is given to them; null: they have not shown theirs. */
  readonly card: SignedIdentity | null
  /** By which they were first found at the hub; left out: they were not. */
  readonly shortName?: ShortName
}

interface Row {
  readonly account: Address
  readonly name: string
  readonly card: Uint8Array | null
  readonly short_name: ShortName | null
}

/** Contacts that are kept. */
export const maxContacts = 1_000

/** People by the names that one chose, in SQLite. The keys of their cards are those that were seen first. */
export class Contacts {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** By name. */
  list(): Contact[] {
    return this.#store
      .prepare<[], Row>('SELECT account, name, card, short_name FROM contacts ORDER BY name_key')
      .all()
      .map(toContact)
  }

  get(account: Address): Contact | undefined {
    const row = this.#store
      .prepare<[Address], Row>('SELECT account, name, card, short_name FROM contacts WHERE account = ?')
      .get(account)
    return row === undefined ? undefined : toContact(row)
  }

  /** The contact whose name looks like this one. */
  named(name: string): Contact | undefined {
    const row = this.#store
      .prepare<[string], Row>('SELECT account, name, card, short_name FROM contacts WHERE name_key = ?')
      .get(nameKey(name))
    return row === undefined ? undefined : toContact(row)
  }

  /**
   * Keeps somebody, or changes what one calls them. A card that is there stays where none is given.
   *
   * @param replaces the keys of a card may be others than those that were seen first
   * @throws BuskerError `CONTACT_NAME_TAKEN`, `CONTACT_KEYS_CHANGED`, `CONTACTS_FULL`
   */
  save({ account, name, card }: Contact, replaces = false): void {
    const key = nameKey(name)
    const taken = this.named(name)
    if (taken !== undefined && taken.account !== account) {
      throw new BuskerError('CONTACT_NAME_TAKEN', 'Somebody else among your contacts has a name like this.')
    }
    if (card !== null && !replaces) this.assertSameKeys(card)
    if (this.get(account) === undefined && this.#count() >= maxContacts) {
      throw new BuskerError('CONTACTS_FULL', `No more than ${maxContacts} contacts are kept.`)
    }
    this.#store
      .prepare(
        `INSERT INTO contacts (account, name, name_key, card) VALUES (@account, @name, @key, @card)
           ON CONFLICT DO UPDATE SET name = @name, name_key = @key, card = coalesce(@card, card)`,
      )
      .run({ account, name, key, card: card === null ? null : encode(signedIdentity, card) })
  }

  /**
   * Keeps whom one has found by a short name, under it where nobody else is called so: their keys stay, and so does whose the name
   * is. Somebody who is there keeps what one calls them.
   *
   * @throws BuskerError `CONTACT_NAME_MOVED`, `CONTACT_KEYS_CHANGED`, `CONTACTS_FULL`
   */
  pin(card: SignedIdentity, shortName: ShortName): void {
    const { account } = card.body
    this.assertSameAccount(shortName, account)
    const known = this.get(account)
    const isFree = this.named(shortName) === undefined
    const name = known?.name ?? (isFree ? shortName : `${shortName} (${shortAddress(account)})`)
    this.#store.transaction(() => {
      this.save({ account, name, card })
      this.#store.prepare('UPDATE contacts SET short_name = ? WHERE account = ?').run(shortName, account)
    })()
  }

  /** A short name is whose it was when somebody was first found by it. @throws BuskerError `CONTACT_NAME_MOVED` */
  assertSameAccount(shortName: ShortName, account: Address): void {
    const first = this.#store
      .prepare<[string], Pick<Row, 'account' | 'name'>>(
        'SELECT account, name FROM contacts WHERE short_name = ?',
      )
      .get(shortName)
    if (first === undefined || first.account === account) return
    throw new BuskerError(
      'CONTACT_NAME_MOVED',
      `The hub says now that @${shortName} is ${account}. When you first used the name it was ${first.account}, your contact “${first.name}”. Ask them. Nothing was paid.`,
    )
  }

  remove(account: Address): void {
    this.#store.prepare('DELETE FROM contacts WHERE account = ?').run(account)
  }

  #count(): number {
    return this.#store.prepare<[], number>('SELECT count(*) FROM contacts').pluck().get() ?? 0
  }

  /**
   * Whoever shows a card of one of the contacts shows the keys that were seen first: what is given is sealed for these.
   *
   * @throws BuskerError `CONTACT_KEYS_CHANGED`
   */
  assertSameKeys(card: SignedIdentity): void {
    const known = this.get(card.body.account)?.card ?? null
    if (known === null || keysOf(known) === keysOf(card)) return
    throw new BuskerError(
      'CONTACT_KEYS_CHANGED',
      'The keys in this card are not those of the card you have of this contact. Ask them whether they have new ones. Nothing was paid.',
    )
  }
}

function keysOf({ body }: SignedIdentity): string {
  return [body.receivingKey, body.verifyingKey].map((key) => Buffer.from(key).toString('hex')).join(' ')
}

function toContact({ account, name, card, short_name: shortName }: Row): Contact {
  return {
    account,
    name,
    ...(shortName !== null && { shortName }),
    card: card === null ? null : decode(signedIdentity, new Uint8Array(card), identityMaxBytes),
  }
}

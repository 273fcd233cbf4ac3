import { beforeAll, beforeEach, expect, test } from 'vitest'
import { signIdentity, type SignedIdentity } from '../../protocol/identity.ts'
import { BuskerError } from '../../shared/errors.ts'
import { deriveKeys } from '../keys/deriveKeys.ts'
import type { Keys } from '../keys/keys.ts'
import { newWords } from '../keys/words.ts'
import { openStore } from '../store/openStore.ts'
import { Contacts, maxContacts } from './contacts.ts'
import { contactLink, readIdentityCard } from './identityCard.ts'

let joan: Keys
let mallory: Keys
let contacts: Contacts
const code = (expected: string) => expect.objectContaining({ code: expected }) as BuskerError
const accountOf = ({ identity }: Keys) => identity.body.account

beforeAll(async () => {
  ;[joan, mallory] = await Promise.all([deriveKeys(newWords(), 1), deriveKeys(newWords(), 1)])
})
beforeEach(() => {
  contacts = new Contacts(openStore(':memory:'))
})

/** What Joan's own account would sign, were the keys in it not hers. */
const withKeysOf = (other: Keys): Promise<SignedIdentity> => {
  const { receivingKey, verifyingKey } = other.identity.body
  return signIdentity({ ...joan.identity.body, receivingKey, verifyingKey }, joan.account)
}
const keep = (card: SignedIdentity | null, name = 'Joan', replaces = false) =>
  contacts.save({ account: accountOf(joan), name, card }, replaces)

test('somebody is kept by a name, found by their account, and forgotten', () => {
  keep(joan.identity)
  contacts.save({ account: accountOf(mallory), name: 'Ada', card: null })
  expect(contacts.list().map(({ name, card }) => [name, card !== null])).toEqual([
    ['Ada', false],
    ['Joan', true],
  ])
  keep(null, 'Joan B.')
  expect(contacts.get(accountOf(joan))).toEqual({
    account: accountOf(joan),
    name: 'Joan B.',
    card: joan.identity,
  })
  contacts.remove(accountOf(joan))
  expect(contacts.get(accountOf(joan))).toBeUndefined()
})

test('nobody is kept by a name that looks like that of somebody else', () => {
  keep(joan.identity)
  const alike = { account: accountOf(mallory), name: 'J\u043Ean', card: null }
  expect(() => contacts.save(alike)).toThrow(code('CONTACT_NAME_TAKEN'))
})

test('a card with other keys is refused until a person says that it replaces the one that is there', async () => {
  keep(joan.identity)
  const swapped = await withKeysOf(mallory)
  expect(() => contacts.assertSameKeys(swapped)).toThrow(code('CONTACT_KEYS_CHANGED'))
  expect(() => keep(swapped)).toThrow(code('CONTACT_KEYS_CHANGED'))
  expect(contacts.get(accountOf(joan))?.card).toEqual(joan.identity)
  keep(swapped, 'Joan', true)
  expect(contacts.get(accountOf(joan))?.card).toEqual(swapped)
})

test('the same keys, signed again, are the same', async () => {
  keep(joan.identity)
  const again = await signIdentity({ ...joan.identity.body, issuedAt: 2 }, joan.account)
  expect(() => contacts.assertSameKeys(again)).not.toThrow()
})

test('a card is read from its text or its link, and only where its own account has signed it', async () => {
  const link = contactLink(joan.identity)
  expect(await readIdentityCard(` ${link}\n`)).toEqual(joan.identity)
  expect(await readIdentityCard(link.replace('busker://contact/', ''))).toEqual(joan.identity)
  const { receivingKey } = mallory.identity.body
  const forged = { ...joan.identity, body: { ...joan.identity.body, receivingKey } }
  await expect(readIdentityCard(contactLink(forged))).rejects.toThrow(code('PROTOCOL_FORGED'))
  for (const text of ['busker://work/x', 'https://example.org', '', 'x'.repeat(4_000)]) {
    await expect(readIdentityCard(text)).rejects.toBeInstanceOf(BuskerError)
  }
})

test('there is an end to how many are kept', () => {
  for (let index = 0; index < maxContacts; index += 1) {
    const account = `0x${index.toString(16).padStart(40, '0')}` as Keys['identity']['body']['account']
    contacts.save({ account, name: `\u4e00${String.fromCodePoint(0x4e00 + index)}`, card: null })
  }
  expect(() => keep(joan.identity)).toThrow(code('CONTACTS_FULL'))
})

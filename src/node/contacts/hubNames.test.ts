import { beforeAll, beforeEach, expect, test } from 'vitest'
import { signIdentity, type SignedIdentity } from '../../protocol/identity.ts'
import { type NamedCard, signNameClaim } from '../../protocol/names.ts'
import type { BuskerError } from '../../shared/errors.ts'
import { peerIdText } from '../../shared/ids.ts'
import { shortName } from '../../shared/shortNames.ts'
import { deriveKeys } from '../keys/deriveKeys.ts'
import type { Keys } from '../keys/keys.ts'
import { newWords } from '../keys/words.ts'
import { openStore } from '../store/openStore.ts'
import { Contacts } from './contacts.ts'
import { HubNames, type HubNamesOptions } from './hubNames.ts'

const hub = peerIdText.parse(`12D3KooW${'h'.repeat(44)}`)
const elsewhere = peerIdText.parse(`12D3KooW${'e'.repeat(44)}`)
const ana = shortName.parse('ana')
const refused = (code: string) => expect.objectContaining({ code }) as BuskerError
let anna: Keys
let mallory: Keys
let contacts: Contacts
let names: HubNames
/** What the hub answers. */
let answer: NamedCard | null
let asked: unknown[]
let isOld: boolean

beforeAll(async () => {
  ;[anna, mallory] = await Promise.all([deriveKeys(newWords(), 1), deriveKeys(newWords(), 1)])
})
beforeEach(() => {
  asked = []
  isOld = false
  answer = null
  contacts = new Contacts(openStore(':memory:'))
  const call = async (...given: unknown[]) => {
    asked.push(given)
    return { found: answer, name: null }
  }
  names = new HubNames({
    calls: { call, supports: async () => !isOld } as unknown as HubNamesOptions['calls'],
    hub,
    identity: anna.identity,
    account: anna.account,
    contacts,
    now: () => 5,
  })
})

const claimOf = ({ identity, account }: Keys, name = ana, at = hub, card = identity) =>
  signNameClaim(name, at, card, account, 1)
const withKeysOf = (whose: Keys, other: Keys): Promise<SignedIdentity> => {
  const { receivingKey, verifyingKey } = other.identity.body
  return signIdentity({ ...whose.identity.body, receivingKey, verifyingKey }, whose.account)
}

test('a name is the card of whoever claimed it at this hub', async () => {
  answer = await claimOf(anna)
  expect(await names.lookUp(ana)).toEqual(anna.identity)
  answer = null
  await expect(names.lookUp(ana)).rejects.toThrow(refused('HUB_NAME_UNKNOWN'))
})

test('a hub that names somebody who never asked for the name there is not believed', async () => {
  const [own, theirs] = await Promise.all([claimOf(anna), claimOf(mallory)])
  const lies = [
    // Mallory's card under Anna's claim, and the other way round.
    { claim: own.claim, card: mallory.identity },
    { claim: theirs.claim, card: anna.identity },
    // What Anna claimed elsewhere, or by another name.
    await claimOf(anna, ana, elsewhere),
    await claimOf(anna, shortName.parse('anette')),
    // A card that another account signed.
    {
      ...own,
      card: { ...own.card, body: { ...own.card.body, receivingKey: mallory.identity.body.receivingKey } },
    },
    { ...own, claim: { ...own.claim, signature: theirs.claim.signature } },
  ]
  for (const lie of lies) {
    answer = lie
    await expect(names.lookUp(ana)).rejects.toThrow(refused('PROTOCOL_FORGED'))
  }
})

test('once somebody was found by a name, a hub that names another account or other keys is refused', async () => {
  answer = await claimOf(anna)
  contacts.pin(await names.lookUp(ana), ana)
  contacts.pin(await names.lookUp(ana), ana)
  expect(contacts.list()).toEqual([
    { account: anna.identity.body.account, name: 'ana', card: anna.identity, shortName: 'ana' },
  ])
  answer = await claimOf(mallory)
  await expect(names.lookUp(ana)).rejects.toThrow(refused('CONTACT_NAME_MOVED'))
  expect(() => contacts.pin(mallory.identity, ana)).toThrow(refused('CONTACT_NAME_MOVED'))
  const swapped = await withKeysOf(anna, mallory)
  answer = await claimOf(anna, ana, hub, swapped)
  await expect(names.lookUp(ana)).rejects.toThrow(refused('CONTACT_KEYS_CHANGED'))
  expect(() => contacts.pin(swapped, ana)).toThrow(refused('CONTACT_KEYS_CHANGED'))
  contacts.remove(anna.identity.body.account)
  answer = await claimOf(mallory)
  expect(await names.lookUp(ana)).toEqual(mallory.identity)
})

test('whom one finds by a name keeps what one calls them, and never takes somebody else’s', () => {
  const { account } = anna.identity.body
  contacts.save({ account, name: 'Anna from the choir', card: null })
  contacts.pin(anna.identity, ana)
  expect(contacts.get(account)).toMatchObject({ name: 'Anna from the choir', card: anna.identity })
  contacts.save({ account, name: 'Ana', card: null })
  contacts.pin(mallory.identity, shortName.parse('an-a'))
  const other = contacts.get(mallory.identity.body.account)
  expect(other?.name).toMatch(/^an-a \(0x/)
  expect(contacts.named('ana')?.account).toBe(account)
})

test('an older hub is asked nothing', async () => {
  isOld = true
  for (const ask of [names.own(), names.claim(ana), names.release(), names.lookUp(ana)]) {
    await expect(ask).rejects.toThrow(refused('HUB_NAMES_NONE'))
  }
  expect(asked).toEqual([])
})

test('a claim names this hub and is signed by the account', async () => {
  await names.claim(ana)
  await names.release()
  expect(await names.own()).toBeNull()
  expect(asked).toMatchObject([
    [hub, {}, 'claim', { claim: { body: { name: 'ana', hub, at: 5 } }, card: anna.identity }],
    [hub, {}, 'release', { identity: anna.identity }],
    [hub, {}, 'ownName', { identity: anna.identity }],
  ])
})

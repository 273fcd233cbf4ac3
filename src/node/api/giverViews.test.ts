import { expect, test } from 'vitest'
import { address } from '../../shared/ids.ts'
import { Contacts } from '../contacts/contacts.ts'
import { openStore } from '../store/openStore.ts'
import { giverViewOf } from './giverViews.ts'

const [ana, mallory] = ['a', 'b'].map((digit) => address.parse(`0x${digit.repeat(40)}`)) as [
  ReturnType<typeof address.parse>,
  ReturnType<typeof address.parse>,
]

test('a giver is a contact by their account alone, and whoever calls themselves like one is said not to be', () => {
  const contacts = new Contacts(openStore(':memory:'))
  contacts.save({ account: ana, name: 'Ana', card: null })
  const nobody = { contact: null, resembles: null }
  expect(giverViewOf(contacts, ana, 'Anna')).toEqual({
    account: ana,
    contact: 'Ana',
    name: 'Anna',
    resembles: null,
  })
  expect(giverViewOf(contacts, ana, 'Ana').resembles).toBeNull()
  expect(giverViewOf(contacts, mallory, undefined)).toEqual({ account: mallory, ...nobody, name: null })
  expect(giverViewOf(contacts, mallory, 'Joan')).toEqual({ account: mallory, ...nobody, name: 'Joan' })
  for (const name of ['Ana', 'ANA', 'An\u0430']) {
    expect(giverViewOf(contacts, mallory, name)).toMatchObject({ contact: null, resembles: 'Ana' })
  }
})

import type { ContactView } from '../shared/api/contacts.ts'
import { BuskerError } from '../shared/errors.ts'
import { nameKey } from '../shared/nameKey.ts'
import type { Context } from './context.ts'

/** The contact of a name. @throws BuskerError `CONTACT_UNKNOWN` */
export async function findContact(name: string, { node }: Pick<Context, 'node'>): Promise<ContactView> {
  const found = (await node.ask('contacts', {})).find((contact) => nameKey(contact.name) === nameKey(name))
  if (found !== undefined) return found
  throw new BuskerError('CONTACT_UNKNOWN', `No contact is called "${name}". List them with: busker contacts`)
}

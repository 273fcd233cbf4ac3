import type { SignedIdentity } from '../../protocol/identity.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import type { Contacts } from './contacts.ts'

/** The card by which music is given to a contact. @throws BuskerError `CONTACT_WITHOUT_CARD` */
export function cardOf(contacts: Pick<Contacts, 'get'>, account: Address): SignedIdentity {
  const card = contacts.get(account)?.card ?? null
  if (card !== null) return card
  throw new BuskerError(
    'CONTACT_WITHOUT_CARD',
    'Music can’t be given to this account: there is no card of it here. Ask them for theirs. Nothing was paid.',
  )
}

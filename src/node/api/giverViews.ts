import type { GiverView } from '../../shared/api/gifts.ts'
import type { Address } from '../../shared/ids.ts'
import type { Contacts } from '../contacts/contacts.ts'

/** The people one knows by name. */
export type KnownPeople = Pick<Contacts, 'get' | 'named'>

/** Who gave something. @param name as they call themselves, signed by their account */
export function giverViewOf(people: KnownPeople, account: Address, name: string | undefined): GiverView {
  const contact = people.get(account)?.name ?? null
  const alike = name === undefined ? undefined : people.named(name)
  const resembles = alike === undefined || alike.account === account ? null : alike.name
  return { account, contact, name: name ?? null, resembles }
}

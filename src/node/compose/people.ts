import { Contacts } from '../contacts/contacts.ts'
import { HubNames } from '../contacts/hubNames.ts'
import type { NodeBase } from './base.ts'

/** Whom one knows by name, and what the hub says of short names. */
export interface People {
  readonly contacts: Contacts
  readonly hubNames: HubNames
}

export function composePeople({ store, peer, hub, clock, options }: NodeBase): People {
  const { identity, account } = options.keys
  const contacts = new Contacts(store)
  const hubNames = new HubNames({ calls: peer, hub, identity, account, contacts, now: () => clock.now() })
  return { contacts, hubNames }
}

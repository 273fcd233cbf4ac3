import type { SignedIdentity } from '../../protocol/identity.ts'
import type { contactsApi, ContactView } from '../../shared/api/contacts.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import { address } from '../../shared/ids.ts'
import { cardOf } from '../contacts/cardOf.ts'
import type { Contacts } from '../contacts/contacts.ts'
import { contactLink, readIdentityCard } from '../contacts/identityCard.ts'

interface Parts {
  /** The node's owner. */
  readonly identity: SignedIdentity
  readonly contacts: Contacts
}

/** Answers whom one knows, and whose a card is. */
export function contactHandlers({ identity, contacts }: Parts): ApiHandlers<typeof contactsApi> {
  const view = (): ContactView[] =>
    contacts.list().map(({ account, name, card }) => ({ account, name, hasCard: card !== null }))
  return {
    contacts: async () => view(),
    async saveContact({ name, who, replaces }) {
      const account = address.safeParse(who.trim().toLowerCase())
      const card = account.success ? null : await readIdentityCard(who)
      const whose = account.success ? account.data : card?.body.account
      if (whose !== undefined) contacts.save({ account: whose, name, card }, replaces)
      return view()
    },
    async removeContact({ account }) {
      contacts.remove(account)
      return view()
    },
    async readCard({ card }) {
      const read = await recipientOf(contacts, card)
      const { account } = read.body
      return { account, name: contacts.get(account)?.name ?? null }
    },
    ownContactLink: async () => ({ link: contactLink(identity) }),
  }
}

/**
 * Whom a gift is for: a contact by the address of their account, or whoever made the card.
 *
 * @throws BuskerError `CONTACT_WITHOUT_CARD`, `CONTACT_KEYS_CHANGED`, and what `readIdentityCard` throws
 */
export async function recipientOf(contacts: Contacts, text: string): Promise<SignedIdentity> {
  const account = address.safeParse(text.trim().toLowerCase())
  if (!account.success) {
    const card = await readIdentityCard(text)
    contacts.assertSameKeys(card)
    return card
  }
  return cardOf(contacts, account.data)
}

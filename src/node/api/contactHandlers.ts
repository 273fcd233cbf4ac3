import { encodeText } from '../../protocol/codec.ts'
import { signedIdentity, type SignedIdentity } from '../../protocol/identity.ts'
import type { contactsApi, ContactView } from '../../shared/api/contacts.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import { BuskerError } from '../../shared/errors.ts'
import { address } from '../../shared/ids.ts'
import { isNamed, readShortName, type ShortName } from '../../shared/shortNames.ts'
import { cardOf } from '../contacts/cardOf.ts'
import type { Contacts } from '../contacts/contacts.ts'
import type { HubNames } from '../contacts/hubNames.ts'
import { contactLink, readIdentityCard } from '../contacts/identityCard.ts'

interface Parts {
  /** The node's owner. */
  readonly identity: SignedIdentity
  readonly contacts: Contacts
  readonly hubNames: HubNames
}

/** Answers whom one knows, whose a card is, and what one is called at the hub. */
export function contactHandlers({ identity, contacts, hubNames }: Parts): ApiHandlers<typeof contactsApi> {
  const view = (): ContactView[] =>
    contacts.list().map(({ account, name, card, shortName }) => ({
      account,
      name,
      hasCard: card !== null,
      ...(shortName !== undefined && { shortName }),
    }))
  const ownName = async () => ({ name: await hubNames.own() })
  return {
    contacts: async () => view(),
    async saveContact({ name, who, replaces }) {
      const account = address.safeParse(who.trim().toLowerCase())
      if (account.success) {
        contacts.save({ account: account.data, name, card: null }, replaces)
        return view()
      }
      const shortName = isNamed(who) ? requireShortName(who) : undefined
      const card = shortName === undefined ? await readIdentityCard(who) : await hubNames.lookUp(shortName)
      contacts.save({ account: card.body.account, name, card }, replaces)
      if (shortName !== undefined) contacts.pin(card, shortName)
      return view()
    },
    async removeContact({ account }) {
      contacts.remove(account)
      return view()
    },
    async readCard({ card: text }) {
      const card = isNamed(text)
        ? await hubNames.lookUp(requireShortName(text))
        : await recipientOf(contacts, text)
      const { account } = card.body
      return {
        account,
        name: contacts.get(account)?.name ?? null,
        card: encodeText(signedIdentity, card),
      }
    },
    async pinName({ name, card: text }) {
      contacts.pin(await readIdentityCard(text), name)
      return view()
    },
    ownContactLink: async () => ({ link: contactLink(identity) }),
    ownName,
    async claimName({ name }) {
      await hubNames.claim(name)
      return ownName()
    },
    async releaseName() {
      await hubNames.release()
      return ownName()
    },
  }
}

function requireShortName(text: string): ShortName {
  const name = readShortName(text)
  if (name !== undefined) return name
  throw new BuskerError(
    'HUB_NAME_UNKNOWN',
    'This is no short name: one has 3 to 24 letters a to z, digits and single hyphens after the @. Nobody was asked.',
  )
}

/**
 * Whom a gift is for: a contact by the address of their account, or whoever made the card.
 *
 * @throws BuskerError `CONTACT_WITHOUT_CARD`, `CONTACT_KEYS_CHANGED`, and what `readIdentityCard` throws
 */
export async function recipientOf(contacts: Contacts, text: string): Promise<SignedIdentity> {
  const account = address.safeParse(text.trim().toLowerCase())
  if (account.success) return cardOf(contacts, account.data)
  const card = await readIdentityCard(text)
  contacts.assertSameKeys(card)
  return card
}

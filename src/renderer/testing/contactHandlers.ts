import type { contactsApi } from '../../shared/api/contacts.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { AppFixture } from './appFixture.ts'
import { hashOf } from './fixtures/seededValues.ts'
import { artistAddress } from './fixtures/works.ts'

/** As long as a real one. */
const ownLink = `busker://contact/${Array.from({ length: 9 }, (_, index) => hashOf(`card ${index}`).slice(2)).join('')}`

/** The contacts of a fixture. A mutation changes only its own answer. */
export function contactHandlers({ contacts }: AppFixture): ApiHandlers<typeof contactsApi> {
  const all = async () => [...contacts]
  return {
    contacts: all,
    saveContact: all,
    pinName: all,
    ownName: async () => ({ name: null }),
    claimName: async ({ name }) => ({ name }),
    releaseName: async () => ({ name: null }),
    removeContact: async ({ account }) => contacts.filter((contact) => contact.account !== account),
    async readCard({ card }) {
      if (card.includes('forged')) throw new BuskerError('PROTOCOL_FORGED', 'Somebody else signed this card.')
      const known = contacts.find(
        ({ account, shortName }) => account === card || `@${shortName ?? ''}` === card,
      )
      const read = { card: card.startsWith('@') ? `card of ${card}` : card }
      return known === undefined
        ? { account: artistAddress('ruta'), name: null, ...read }
        : { account: known.account, name: known.name, ...read }
    },
    ownContactLink: async () => ({ link: ownLink }),
  }
}

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
    removeContact: async ({ account }) => contacts.filter((contact) => contact.account !== account),
    async readCard({ card }) {
      if (card.includes('forged')) throw new BuskerError('PROTOCOL_FORGED', 'Somebody else signed this card.')
      const known = contacts.find(({ account }) => account === card)
      return known === undefined
        ? { account: artistAddress('ruta'), name: null }
        : { account: known.account, name: known.name }
    },
    ownContactLink: async () => ({ link: ownLink }),
  }
}

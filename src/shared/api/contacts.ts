import { z } from 'zod'
import { address } from '../ids.ts'
import { line } from '../text.ts'
import { defineApi } from './define.ts'

export const contactView = z.strictObject({
  account: address,
  /** As one calls them. */
  name: z.string(),
  /** Music can be given to them. */
  hasCard: z.boolean(),
})
export type ContactView = z.output<typeof contactView>

const contacts = z.array(contactView)

/** Whom one pays, or gives music to, by name. */
export const contactsApi = defineApi({
  /** By name. */
  contacts: { input: z.strictObject({}), output: contacts },
  saveContact: {
    input: z.strictObject({
      name: line(80),
      /** An identity card, the link with one, or the address of an account. */
      who: z.string().max(4_000),
      /** The card may have other keys than the one that is there. */
      replaces: z.boolean().optional(),
    }),
    output: contacts,
  },
  removeContact: { input: z.strictObject({ account: address }), output: contacts },
  /** Whose card it is, or the link with one, before anything is given to them. */
  readCard: {
    input: z.strictObject({ card: z.string().max(4_000) }),
    output: z.strictObject({ account: address, /** Null: no contact. */ name: z.string().nullable() }),
  },
  /** One's own card, as a link. */
  ownContactLink: { input: z.strictObject({}), output: z.strictObject({ link: z.string() }) },
})

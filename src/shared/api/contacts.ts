import { z } from 'zod'
import { address } from '../ids.ts'
import { shortName } from '../shortNames.ts'
import { line } from '../text.ts'
import { defineApi } from './define.ts'

export const contactView = z.strictObject({
  account: address,
  /** As one calls them. */
  name: z.string(),
  /** Music can be given to them. */
  hasCard: z.boolean(),
  /** By which they were first found at the hub. */
  shortName: z.string().optional(),
})
export type ContactView = z.output<typeof contactView>

const contacts = z.array(contactView)

const ownName = z.strictObject({ name: shortName.nullable() })

/** Whom one pays, or gives music to, by name. */
export const contactsApi = defineApi({
  /** By name. */
  contacts: { input: z.strictObject({}), output: contacts },
  saveContact: {
    input: z.strictObject({
      name: line(80),
      /** An identity card, the link with one, a short name at the hub, or the address of an account. */
      who: z.string().max(4_000),
      /** The card may have other keys than the one that is there. */
      replaces: z.boolean().optional(),
    }),
    output: contacts,
  },
  removeContact: { input: z.strictObject({ account: address }), output: contacts },
  /** Whose card it is, or the link with one, or a short name at the hub with an @, before anything is given to them. */
  readCard: {
    input: z.strictObject({ card: z.string().max(4_000) }),
    output: z.strictObject({
      account: address,
      /** Null: no contact. */
      name: z.string().nullable(),
      /** The card itself; left out where only the account is known. */
      card: z.string().optional(),
    }),
  },
  /** Keeps whom one was shown for a short name: if the hub says later that it is somebody else's, that is refused. */
  pinName: { input: z.strictObject({ name: shortName, card: z.string().max(4_000) }), output: contacts },
  /** One's own short name at the hub; null: none. */
  ownName: { input: z.strictObject({}), output: ownName },
  /** Takes a short name, in place of the one that one has. */
  claimName: { input: z.strictObject({ name: shortName }), output: ownName },
  releaseName: { input: z.strictObject({}), output: ownName },
  /** One's own card, as a link. */
  ownContactLink: { input: z.strictObject({}), output: z.strictObject({ link: z.string() }) },
})

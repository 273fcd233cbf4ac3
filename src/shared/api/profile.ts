import { z } from 'zod'
import { cidText } from '../ids.ts'
import { aboutMaxLength, profileLink, profileMaxLinks } from '../profile.ts'
import { line, lineOrNothing, paragraph } from '../text.ts'
import { defineApi } from './define.ts'

/** What an artist's page says of them beside their works. */
export const profileView = z.strictObject({
  name: z.string(),
  about: z.string().nullable(),
  /** Where they are. */
  place: z.string().nullable(),
  links: z.array(profileLink),
  /** Links to other artists and to works of theirs. */
  recommends: z.array(profileLink),
  picture: cidText.nullable(),
  /** Wide, over their page. */
  header: cidText.nullable(),
})
export type ProfileView = z.output<typeof profileView>

/** What artists write anew of themselves; what is left out stays, what is empty or null is taken away. */
const profileChanges = z.strictObject({
  name: line(200).optional(),
  about: paragraph(aboutMaxLength).optional(),
  place: lineOrNothing(120).optional(),
  links: z.array(profileLink).max(profileMaxLinks).optional(),
  /** Accounts of other artists, labels of their works, or links with one of the two. */
  recommends: z.array(z.string().max(500)).max(profileMaxLinks).optional(),
  /** Path of an image file. */
  picture: z.string().nullable().optional(),
  /** Path of an image file. */
  header: z.string().nullable().optional(),
})
export type ProfileChanges = z.output<typeof profileChanges>

/** What an artist says of themselves. It is signed with their catalogue, and seen by everybody. */
export const profileApi = defineApi({
  /** Null: nothing was said or published yet. */
  profile: { input: z.strictObject({}), output: profileView.nullable() },
  setProfile: { input: profileChanges, output: profileView },
})

import { z } from 'zod'
import { label } from '../ids.ts'
import { profileUrl } from '../profile.ts'
import { defineApi } from './define.ts'

const webAddress = profileUrl.refine((url) => url.startsWith('https://'), {
  error: 'must begin with https://',
})

/** What a page for the web is about, and what it says of places outside of it. */
export const promotedPage = z.strictObject({
  /** A work of one's own; left out: all of one's own page. */
  label: label.optional(),
  /** Where the page will be: feeds, previews of links and the embedded player need it. */
  site: webAddress.optional(),
  /** Where people get Busker. */
  program: webAddress.optional(),
})
export type PromotedPage = z.output<typeof promotedPage>

const promotedFolder = z.strictObject({
  folder: z.string(),
  files: z.int(),
  bytes: z.int(),
})
const promotionProgress = z.strictObject({ done: z.int(), total: z.int() })

/** Writes pages for the web. Names a folder, so it is for commands alone; for a page, the main process asks the person. */
export const promotionApi = defineApi({
  /** Writes a web page into a folder that is new, empty, or holds an earlier one. */
  promote: {
    input: promotedPage.extend({ folder: z.string() }),
    progress: promotionProgress,
    output: promotedFolder,
  },
})

export type PromotionApi = typeof promotionApi

/** What the application asks a person where to put. Null: nowhere. */
export const appPromotionApi = defineApi({
  'app.promote': { input: promotedPage, progress: promotionProgress, output: promotedFolder.nullable() },
})

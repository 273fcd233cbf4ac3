import { z } from 'zod'
import { defineApi } from './define.ts'

/** What can be opened again: a receipt is checked, an invitation shown, a network profile added. */
export const recentKind = z.enum(['receipt', 'invitation', 'network'])
export type RecentKind = z.output<typeof recentKind>

const recentFileView = z.strictObject({
  id: z.uuid(),
  kind: recentKind,
  /** Of the file, for people. */
  name: z.string(),
})
export type RecentFileView = z.output<typeof recentFileView>

const noFields = z.strictObject({})

/** Files that were opened or saved lately, the newest first. The page names them by id, and learns no path. */
export const appRecentApi = defineApi({
  'app.recentFiles': { input: noFields, output: z.array(recentFileView) },
  /** Opens one as it was opened before. */
  'app.openRecent': { input: z.strictObject({ id: z.uuid() }), output: noFields },
  /** Forgets them all, in the system's own list too. No file is touched. */
  'app.clearRecent': { input: noFields, output: noFields },
  /** A file that the person chose or dropped held a receipt. */
  'app.noteReceipt': { input: z.strictObject({ file: z.string() }), output: noFields },
  /** The receipt of a file that was opened outside of the page, once; null: none waits. */
  'app.takeReceipt': { input: noFields, output: z.strictObject({ text: z.string().nullable() }) },
})

import { z } from 'zod'
import { errorCode } from '../errors/errorSchemas.ts'
import { defineApi } from './define.ts'
import { workView } from './node.ts'

const id = z.uuid()

/** A folder of this machine whose music is listed beside what was bought. */
export const localFolderView = z.strictObject({
  id,
  path: z.string(),
  /** Files that can be played. */
  tracks: z.int(),
  /** The folder can be read: a disk may be away. */
  isHere: z.boolean(),
  /** It is looked through now. */
  isReading: z.boolean(),
  /** It has more files than are taken. */
  isFull: z.boolean(),
  /** Files that are no sound Busker knows, or are damaged; the first hundred. */
  problems: z.array(z.strictObject({ file: z.string(), code: errorCode })),
})
export type LocalFolderView = z.output<typeof localFolderView>

const folders = z.array(localFolderView)

/** Which folders are watched, asked by commands and pages alike. */
export const localFilesApi = defineApi({
  localFolders: { input: z.strictObject({}), output: folders },
  /** Forgets what was read of it, and touches none of its files. */
  removeLocalFolder: { input: z.strictObject({ id }), output: folders },
  /** Looks through all of them anew, and waits for it. */
  scanLocalFolders: { input: z.strictObject({}), output: folders },
})

/** For commands; a page can't name a folder, and has the files in its library. */
export const localPathsApi = defineApi({
  /** Files that have every word of a text in title, artist, release or path, added last first. */
  localFiles: {
    input: z.strictObject({ text: z.string().max(500), limit: z.int().min(1).max(10_000) }),
    output: z.array(workView),
  },
  addLocalFolder: { input: z.strictObject({ path: z.string().min(1).max(4096) }), output: folders },
})

export type LocalPathsApi = typeof localPathsApi

/** For pages: a person chooses the folder, or is shown where a file lies. */
export const appLocalFilesApi = defineApi({
  'app.addLocalFolder': { input: z.strictObject({}), output: folders.nullable() },
})

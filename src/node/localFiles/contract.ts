import { z } from 'zod'
import { errorCode } from '../../shared/errors/errorSchemas.ts'
import { cidText } from '../../shared/ids.ts'
import { lyrics } from '../../shared/lyrics.ts'

/** What a list shows of a file. */
export const localTags = z.strictObject({
  title: z.string().optional(),
  artist: z.string().optional(),
  release: z.string().optional(),
  genre: z.string().optional(),
  releaseDate: z.string().optional(),
  trackNumber: z.int().optional(),
  /** Null where the header does not say. */
  durationMs: z.int().nullable(),
})
export type LocalTags = z.output<typeof localTags>

const readFile = z.union([
  z.strictObject({
    file: z.string(),
    tags: localTags,
    /** Of its picture, as it is in the file or beside it. */
    cover: cidText.optional(),
    lyrics: lyrics.optional(),
  }),
  z.strictObject({ file: z.string(), problem: errorCode }),
])
export type ReadFile = z.output<typeof readFile>

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** Files are read by a process of their own: what is wrong with one can't hold up or end the node. */
export const localFilesContract = {
  start: z.strictObject({}),
  ready: z.strictObject({}),
  requests: {
    read: {
      /** @see ReadFile: one for each, in any order */
      input: z.strictObject({ root: z.string(), files: z.array(z.string()).max(100) }),
      output: z.array(readFile),
    },
    cover: {
      input: z.strictObject({ root: z.string(), file: z.string() }),
      /** As it is in the file or beside it: nothing of it is known but its size and its first bytes. */
      output: z.strictObject({ picture: bytes.nullable() }),
    },
  },
  events: {},
}

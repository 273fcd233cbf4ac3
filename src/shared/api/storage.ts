import { z } from 'zod'
import { label } from '../ids.ts'
import { defineApi } from './define.ts'

/** The least that kept audio may be limited to, bytes. */
export const minAudioLimit = 500_000_000

const bytes = z.int().min(0)
/** Bytes; null: none. */
const limit = z.int().min(minAudioLimit).nullable()

export const audioStorageView = z.strictObject({
  /** Of all that is kept whole, sealed as it is. */
  bytes,
  tracks: z.int(),
  limit,
})
export type AudioStorageView = z.output<typeof audioStorageView>

/** What kept audio takes on this machine. */
export const storageApi = defineApi({
  audioStorage: { input: z.strictObject({}), output: audioStorageView },
  /** Lets go what a person chose, but for what plays and what was published here. */
  removeAudio: {
    input: z.strictObject({ labels: z.array(label).min(1).max(5000) }),
    output: audioStorageView,
  },
  /** Lets go what is over the limit now and later, least lately played first; it is fetched again when it is played. */
  setAudioLimit: { input: z.strictObject({ limit }), output: audioStorageView },
})

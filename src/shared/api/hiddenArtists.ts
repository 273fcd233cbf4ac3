import { z } from 'zod'
import { address } from '../ids.ts'
import { defineApi } from './define.ts'

const hiddenArtist = z.strictObject({
  address,
  /** As they were called when they were hidden; null: that was not known. */
  name: z.string().nullable(),
})
export type HiddenArtistView = z.output<typeof hiddenArtist>

/** Of whom nothing is found any more. It stays on this machine and in its copies. */
export const hiddenArtistsApi = defineApi({
  /** Those hidden last come first. */
  hiddenArtists: { input: z.strictObject({}), output: z.array(hiddenArtist) },
  setHidden: {
    input: z.strictObject({ address, isHidden: z.boolean() }),
    output: z.array(hiddenArtist),
  },
})

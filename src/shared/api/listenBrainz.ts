import { z } from 'zod'
import { errorData } from '../errors/errorSchemas.ts'
import { defineApi } from './define.ts'

export const listenBrainzView = z.strictObject({
  /** Whose account is told; null: nobody is told anything. */
  user: z.string().nullable(),
  /** Listens that wait to be sent. */
  waiting: z.int(),
  /** What hinders them now; they are tried again, but for a token that is not taken. */
  problem: errorData.nullable(),
})
export type ListenBrainzView = z.output<typeof listenBrainzView>

/** Telling ListenBrainz what is heard. Off until somebody gives their token. */
export const listenBrainzApi = defineApi({
  listenBrainz: { input: z.strictObject({}), output: listenBrainzView },
  /** Errors: `LISTENBRAINZ_TOKEN`, `LISTENBRAINZ_UNREACHABLE`; then it is as before. */
  connectListenBrainz: {
    input: z.strictObject({
      /** As the account's settings at ListenBrainz show it. */
      token: z.string().regex(/^[\w-]{8,128}$/, { error: 'must be a user token of ListenBrainz' }),
    }),
    output: listenBrainzView,
  },
  /** Forgets the token, and what was not sent. */
  disconnectListenBrainz: { input: z.strictObject({}), output: listenBrainzView },
})

import { z } from 'zod'
import { address, workId } from '../shared/ids.ts'
import { releaseMaxTracks } from '../shared/publishLimits.ts'
import { line } from '../shared/text.ts'
import { decode } from './codec.ts'
import { time } from './fields.ts'
import { artwork, priceTerms } from './manifest.ts'
import { signedSchema } from './signed.ts'

/** Works that an artist announces at once. */
export const comingMaxWorks = 20
export const comingWorkMaxBytes = 4096

/** A work that is to go on sale: what its artist says of it before. Of its sound nothing is to be found yet. */
export const comingWork = z.object({
  v: z.literal(1),
  artist: address,
  kind: z.enum(['track', 'release']),
  id: workId,
  title: line(200),
  artistName: line(200),
  /** Of a release; a track is one. */
  tracks: z.int().min(1).max(releaseMaxTracks),
  artwork: artwork.optional(),
  price: priceTerms.omit({ reduced: true }),
  /** When it is to go on sale, by the chain's time. */
  at: time,
})
export type ComingWork = z.output<typeof comingWork>
export const signedComingWork = signedSchema(comingWork)

/** What a signed record says, whoever signed it. @throws BuskerError `PROTOCOL_MALFORMED`, `PROTOCOL_TOO_LARGE` */
export function comingWorkOf(bytes: Uint8Array): ComingWork {
  return decode(signedComingWork, bytes, comingWorkMaxBytes).body
}

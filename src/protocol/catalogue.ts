import { z } from 'zod'
import { address, workId } from '../shared/ids.ts'
import { catalogueMaxWorks } from '../shared/publishLimits.ts'
import { aboutMaxLength, profileLink, profileMaxLinks } from '../shared/profile.ts'
import { line, paragraph } from '../shared/text.ts'
import { comingMaxWorks, comingWorkMaxBytes } from './comingWork.ts'
import { link, time, upToBytes } from './fields.ts'
import { signedIdentity } from './identity.ts'
import { artwork } from './manifest.ts'
import { defineProtocol } from './rpc.ts'
import { signedSchema } from './signed.ts'

export const catalogueMaxBytes = 1024 * 1024
export const headMaxBytes = 1024

/** Everything an artist offers, newest state. One block. Fields that are not known are passed over: a newer Busker wrote them. */
export const catalogue = z.object({
  v: z.literal(1),
  artist: signedIdentity,
  name: line(200),
  about: paragraph(aboutMaxLength).optional(),
  /** Where they are: `Lisbon`. */
  place: line(120).optional(),
  links: z.array(profileLink).max(profileMaxLinks).optional(),
  picture: artwork.optional(),
  /** Wide, over their page. */
  header: artwork.optional(),
  works: z
    .array(
      z.object({
        kind: z.enum(['track', 'release']),
        id: workId,
        edition: z.int().positive(),
        manifest: link,
      }),
    )
    .max(catalogueMaxWorks),
  /** Works that are to go on sale, each a signed record of its own. */
  coming: z.array(upToBytes(comingWorkMaxBytes)).max(comingMaxWorks).optional(),
})
export type Catalogue = z.output<typeof catalogue>
export const signedCatalogue = signedSchema(catalogue)
export type SignedCatalogue = z.output<typeof signedCatalogue>

/**
 * The pointer to an artist's newest catalogue.
 * `number` = max(previous + 1, milliseconds now): a restored machine never repeats one.
 * Two heads of one artist with one number and different content are proof of equivocation. Each node writes what it passes
 * on anew, so a head has no fields but these.
 */
export const head = z.strictObject({
  v: z.literal(1),
  artist: address,
  number: z.int().positive(),
  catalogue: link,
  previous: link.nullable(),
  time,
})
export type Head = z.output<typeof head>
export const signedHead = signedSchema(head)
export type SignedHead = z.output<typeof signedHead>

/** Heads travel by gossip here. */
export const headsTopic = '/busker/heads/1'

/** And are asked for here, of a hub or of any peer. `cursor` numbers what the asked peer has accepted. */
export const catalogueProtocol = defineProtocol('/busker/catalogue/1', {
  announce: {
    input: z.strictObject({ head: signedHead }),
    output: z.strictObject({ accepted: z.boolean() }),
    maxBytes: 4096,
  },
  newest: {
    input: z.strictObject({ artist: address }),
    output: z.strictObject({ head: signedHead.nullable() }),
    maxBytes: 4096,
  },
  since: {
    input: z.strictObject({ cursor: z.int().min(0), limit: z.int().min(1).max(500) }),
    output: z.strictObject({ heads: z.array(signedHead).max(500), cursor: z.int().min(0) }),
    maxBytes: 512 * 1024,
    requestMaxBytes: 256,
  },
})

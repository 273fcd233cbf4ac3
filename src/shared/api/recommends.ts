import { z } from 'zod'
import { address } from '../ids.ts'
import { defineApi } from './define.ts'
import { artistCard } from './favourites.ts'
import { workView } from './node.ts'

export const recommendedView = z.strictObject({ artists: z.array(artistCard), works: z.array(workView) })
export type RecommendedView = z.output<typeof recommendedView>

/** Whom and what an artist recommends. */
export const recommendsApi = defineApi({
  /** In the artist's order; who is hidden, and what is not on sale or can't be found now, is left out. */
  recommended: { input: z.strictObject({ address }), output: recommendedView },
})

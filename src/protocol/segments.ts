import { z } from 'zod'
import { link } from './fields.ts'

/**
 * Many blocks in one request. The request is one frame; the answer is one frame a block, in the order asked,
 * so that the first can be played while the others travel. A block the peer does not have is `null`.
 */
export const segmentsProtocol = '/busker/segments/1'

export const segmentsPerRequest = 256

export const segmentsRequest = z.strictObject({
  v: z.literal(1),
  cids: z.array(link).min(1).max(segmentsPerRequest),
})
export const segmentsRequestMaxBytes = 16 * 1024

/** The largest block served; a larger one is fetched by nobody. */
export const blockMaxBytes = 2 * 1024 * 1024

/** One frame of an answer, at most: a block and what says how long it is. */
export const segmentsAnswerMaxBytes = blockMaxBytes + 5

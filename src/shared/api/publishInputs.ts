import { z } from 'zod'
import { artworkCrop } from '../artworkCrop.ts'
import { bonusMaxFiles } from '../bonusFiles.ts'
import { workId } from '../ids.ts'
import { amount } from '../money.ts'
import { previewChoice } from '../previewChoice.ts'
import { releaseDateOrNothing } from '../releaseDate.ts'
import { releaseTypeOrNothing } from '../releaseTypes.ts'
import { lineOrNothing } from '../text.ts'
import { creditEdits } from './creditEdits.ts'

/** Of the tracks of a release, what makes sense to be the same for all. */
const { lyrics: _ofOneTrack, ...sharedCreditEdits } = creditEdits

/** A track as a command publishes it. */
export const publishInput = z.strictObject({
  file: z.string(),
  price: amount,
  /** The price is a minimum. */
  orMore: z.boolean().optional(),
  title: lineOrNothing(200).optional(),
  artistName: lineOrNothing(200).optional(),
  releaseTitle: lineOrNothing(200).optional(),
  genre: lineOrNothing(80).optional(),
  releaseDate: releaseDateOrNothing.optional(),
  ...creditEdits,
  /** Path of an image file. */
  artwork: z.string().optional(),
  artworkCrop: artworkCrop.optional(),
  /** What everybody may hear of it. */
  preview: previewChoice.optional(),
})

/** A release as a command publishes it. */
export const publishReleaseInput = z.strictObject({
  paths: z.array(z.string()).min(1),
  price: amount,
  orMore: z.boolean().optional(),
  /** Of each track. */
  trackPrice: amount,
  trackOrMore: z.boolean().optional(),
  title: lineOrNothing(200).optional(),
  artistName: lineOrNothing(200).optional(),
  genre: lineOrNothing(80).optional(),
  releaseDate: releaseDateOrNothing.optional(),
  releaseType: releaseTypeOrNothing.optional(),
  ...sharedCreditEdits,
  artwork: z.string().optional(),
  artworkCrop: artworkCrop.optional(),
  /** Paths of files that go with it, beside those among `paths` that are no sound. */
  bonus: z.array(z.string()).max(bonusMaxFiles).optional(),
  /** What everybody may hear of each track. */
  preview: previewChoice.optional(),
})

/** When it goes on sale, ms since epoch by the chain's time. */
export const onSaleAt = { publishAt: z.int().min(0) }

export const onSaleLater = {
  ...onSaleAt,
  /** Until then it is announced. */
  isComing: z.boolean().optional(),
}

/** What is ready, and waits for its time. */
export const preparedWork = z.strictObject({ id: workId, title: z.string(), ...onSaleAt })
export type PreparedWork = z.output<typeof preparedWork>

import { isrcOrNothing } from '../isrc.ts'
import { lyrics } from '../lyrics.ts'
import { lineOrNothing } from '../text.ts'
import { workTags } from '../workTags.ts'

/** What a person can write of a work's credits beyond title and artist. Empty text takes away what the file says. */
export const creditEdits = {
  /** None: they are taken away. */
  tags: workTags.optional(),
  albumArtist: lineOrNothing(200).optional(),
  composer: lineOrNothing(200).optional(),
  recordLabel: lineOrNothing(200).optional(),
  licence: lineOrNothing(200).optional(),
  copyright: lineOrNothing(200).optional(),
  isrc: isrcOrNothing.optional(),
  lyrics: lyrics.optional(),
}

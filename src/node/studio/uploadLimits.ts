import { BuskerError } from '../../shared/errors.ts'
import { catalogueMaxWorks, releaseMaxTracks } from '../../shared/publishLimits.ts'
import type { UploadInput } from './newUpload.ts'

/**
 * Refuses, before anything is read or encoded, what could not be announced in the end.
 *
 * @param works how many works the artist sells, or is about to
 * @throws BuskerError `UPLOAD_TOO_MANY_TRACKS`, `UPLOAD_CATALOGUE_FULL`
 */
export function assertWithinLimits({ tracks, release }: UploadInput, works: number): void {
  if (release !== undefined && tracks.length > releaseMaxTracks) {
    throw new BuskerError(
      'UPLOAD_TOO_MANY_TRACKS',
      `A release has at most ${releaseMaxTracks} tracks; these are ${tracks.length}. Nothing was published: leave some out, or sell them as several releases.`,
    )
  }
  const added = tracks.length + (release === undefined ? 0 : 1)
  if (works + added > catalogueMaxWorks) {
    throw new BuskerError(
      'UPLOAD_CATALOGUE_FULL',
      `You can sell ${catalogueMaxWorks} works at a time; these would make ${works + added}. Nothing was published: take some off sale first.`,
    )
  }
}

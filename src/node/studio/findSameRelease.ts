import type { Address, WorkId } from '../../shared/ids.ts'
import { newRelease, newUpload, type UploadInput } from './newUpload.ts'
import type { UploadBase } from './uploadBase.ts'
import type { UploadReleases } from './uploadReleases.ts'
import type { Uploads } from './uploads.ts'

interface UploadTables {
  readonly uploads: Pick<Uploads, 'ofRelease'>
  readonly releases: Pick<UploadReleases, 'list'>
}

/** A release that was begun of the same files, in the same order, words and prices, and is not announced yet. */
export function findSameRelease(
  artist: Address,
  { tracks, release }: UploadInput,
  tables: UploadTables,
): WorkId | undefined {
  if (release === undefined) return undefined
  const wanted = newRelease(artist, release)
  const wantedTracks = tracks.map((track, index) => asked(newUpload(artist, track, index + 1, wanted)))
  const open = tables.releases.list().filter(({ state }) => state !== 'announced')
  return open.find((one) => {
    const begun = tables.uploads.ofRelease(one.id).map(asked)
    return asked(one) === asked(wanted) && begun.join('\n') === wantedTracks.join('\n')
  })?.id
}

/** What a person asked for, as text. */
function asked({
  edits,
  price,
  orMore,
  file = '',
}: Pick<UploadBase, 'edits' | 'price' | 'orMore'> & { file?: string }): string {
  const words = Object.entries(edits).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return JSON.stringify([file, price.toString(), orMore, words])
}

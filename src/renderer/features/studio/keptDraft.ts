import type { InspectedFile } from '../../../shared/api/studio.ts'
import type { UploadDraft } from '../../../shared/api/uploadDraft.ts'
import { parseMoment } from '../../../shared/endOfDay.ts'
import { releaseTypeOrNothing } from '../../../shared/releaseTypes.ts'
import type { IpcOutput } from '../../ipc/queries.ts'
import {
  type ChosenArtwork,
  type Draft,
  draftFields,
  type DraftRelease,
  type DraftTrack,
  releaseOf,
  toDraftTrack,
} from './draft.ts'
import { inputOfMoment } from './moment.ts'

export type KeptDraft = NonNullable<IpcOutput<'uploadDraft'>>
type KeptArtwork = Pick<UploadDraft['tracks'][number], 'artwork' | 'artworkCrop'>
type Texts = UploadDraft['tracks'][number]['text']

/** What of a draft is kept: the files are looked at again when it is gone on with. */
export function toKept({ tracks, release, bonus = [], when = '', isComing = false }: Draft): UploadDraft {
  const publishAt = parseMoment(when)
  return {
    tracks: tracks.map(({ file, text, artwork, preview }) => ({
      file,
      text,
      ...keptArtwork(artwork),
      ...(preview !== null && { preview }),
    })),
    ...(bonus.length > 0 && { bonus: [...bonus] }),
    ...(publishAt !== undefined && { publishAt }),
    ...(isComing && { isComing }),
    release: release === null ? null : toKeptRelease(release),
  }
}

function toKeptRelease({ artwork, ...text }: DraftRelease): UploadDraft['release'] {
  return { text, ...keptArtwork(artwork) }
}

function keptArtwork(artwork: ChosenArtwork | null) {
  return { artwork: artwork?.file ?? null, ...(artwork?.crop && { artworkCrop: artwork.crop }) }
}

/**
 * A kept draft as it is gone on with: in its order, with what was written, beside what its files say now. A file that is gone,
 * or was not looked at, stays with what is known of it.
 */
export function fromKept({ draft, gone, pictures }: KeptDraft, inspected: readonly InspectedFile[]): Draft {
  const chosen = ({ artwork: file, artworkCrop: crop }: KeptArtwork): ChosenArtwork | null => {
    if (file === null || gone.includes(file)) return null
    const isSame = JSON.stringify(crop)
    const picture = pictures.find((one) => one.file === file && JSON.stringify(one.crop) === isSame)
    return { file, preview: picture?.preview ?? null, ...(crop && { crop }) }
  }
  const found = new Map(inspected.map((one) => [one.file, one]))
  const tracks = draft.tracks.flatMap(({ file, text, preview = null, ...picture }): DraftTrack[] => {
    const now = found.get(file)
    if (now === undefined) return []
    const track = toDraftTrack(now)
    return [
      { ...track, text: { ...track.text, ...known(draftFields, text) }, artwork: chosen(picture), preview },
    ]
  })
  const leftOut = (draft.bonus ?? []).flatMap((file) => found.get(file) ?? []).filter((one) => one.bonus)
  const beside = {
    ...(leftOut.length > 0 && { leftOut, bonus: leftOut.map(({ file }) => file) }),
    ...(draft.publishAt !== undefined && { when: inputOfMoment(draft.publishAt) }),
    ...(draft.isComing !== undefined && { isComing: draft.isComing }),
  }
  if (draft.release === null) return { tracks, release: null, ...beside }
  const { text, ...picture } = draft.release
  const type = releaseTypeOrNothing.safeParse(text.releaseType)
  return {
    tracks,
    ...beside,
    release: {
      ...releaseOf(tracks),
      ...known(['title', 'artistName', 'description', 'price'], text),
      releaseType: type.data ?? '',
      artwork: chosen(picture),
    },
  }
}

/** An older Busker kept fewer fields, a newer one others. */
function known<Field extends string>(fields: readonly Field[], text: Texts): Partial<Record<Field, string>> {
  const kept = fields.flatMap((field) => (text[field] === undefined ? [] : [[field, text[field]] as const]))
  return Object.fromEntries(kept) as Partial<Record<Field, string>>
}

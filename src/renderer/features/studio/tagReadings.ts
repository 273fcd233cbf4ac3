import type { InspectedFile } from '../../../shared/api/studio.ts'
import type { DraftTrack } from './draft.ts'
import { t } from '../../../shared/i18n/t.ts'

type Reading = NonNullable<InspectedFile['readings']>[number]
export type TagEncoding = Reading['encoding']

const names: Readonly<Record<TagEncoding, string>> = {
  get 'windows-1252'() {
    return t('studio.western')
  },
  get 'windows-1251'() {
    return t('studio.cyrillic')
  },
  get shift_jis() {
    return t('studio.japanese')
  },
}

/** In which ways the tags of these files may be read; none where all of them say it. */
export function encodingsOf(
  tracks: readonly DraftTrack[],
): readonly { readonly value: TagEncoding; readonly label: string }[] {
  const readings = tracks.flatMap(({ inspected }) => inspected.readings ?? [])
  const found = new Set(readings.map(({ encoding }) => encoding))
  return [...found].map((value) => ({ value, label: names[value] }))
}

/** In which way the tags of all these files are read now; undefined where they differ, or were edited. */
export function commonEncoding(tracks: readonly DraftTrack[]): TagEncoding | undefined {
  const unclear = tracks.filter(({ inspected }) => inspected.readings !== undefined)
  const ways = new Set(unclear.map(encodingOf))
  const [way] = ways
  return ways.size === 1 ? way : undefined
}

/** A track with its texts read in this way; as it is where its file says how they are written. */
export function readAs(track: DraftTrack, encoding: TagEncoding): DraftTrack {
  const reading = track.inspected.readings?.find((one) => one.encoding === encoding)
  if (reading === undefined) return track
  const { encoding: _way, ...texts } = reading
  return { ...track, text: { ...track.text, ...texts } }
}

function encodingOf({ inspected, text }: DraftTrack): TagEncoding | undefined {
  return inspected.readings?.find(
    ({ title, artistName }) => title === text.title && artistName === text.artistName,
  )?.encoding
}

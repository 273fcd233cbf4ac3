import { Select } from '../../ui/Select.tsx'
import { useDraft } from './draftStore.ts'
import { commonEncoding, encodingsOf } from './tagReadings.ts'
import { t } from '../../../shared/i18n/t.ts'

const various = {
  value: 'various',
  get label() {
    return t('studio.various')
  },
} as const

/** Old tags do not say in which alphabet they are written: it is guessed, and put right here for all files at once. */
export function TagEncodingSelect() {
  const { draft, readAllAs } = useDraft()
  const encodings = encodingsOf(draft.tracks)
  const common = commonEncoding(draft.tracks)
  if (encodings.length < 2) return null
  return (
    <Select
      label={t('studio.alphabetOfOldTags')}
      className="mb-3 w-48"
      value={common ?? various.value}
      options={common === undefined ? [various, ...encodings] : encodings}
      onChange={(value) => {
        if (value !== various.value) readAllAs(value)
      }}
    />
  )
}

import { type ReleaseType, releaseTypes } from '../../../shared/releaseTypes.ts'
import { Select } from '../../ui/Select.tsx'
import { releaseTypeName } from '../work/releaseTypeName.ts'
import { t } from '../../../shared/i18n/t.ts'

interface ReleaseTypeSelectProps {
  readonly value: ReleaseType | ''
  readonly onChange: (type: ReleaseType | '') => void
  readonly className?: string
}

/** What kind of release it is: an album, an EP… or nothing said. */
export function ReleaseTypeSelect(props: ReleaseTypeSelectProps) {
  const options = [
    { value: '', label: t('studio.notSaid') } as const,
    ...releaseTypes.map((value) => ({ value, label: releaseTypeName(value) })),
  ]
  return <Select label={t('studio.typeOfTheRelease')} options={options} {...props} />
}

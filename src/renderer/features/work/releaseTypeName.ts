import type { ReleaseType } from '../../../shared/releaseTypes.ts'
import { t } from '../../../shared/i18n/t.ts'

const names: Readonly<Record<ReleaseType, () => string>> = {
  album: () => t('work.album'),
  ep: () => t('work.ep'),
  single: () => t('work.single'),
  compilation: () => t('work.compilation'),
  live: () => t('work.live'),
  remix: () => t('work.remix'),
  soundtrack: () => t('work.soundtrack'),
  mixtape: () => t('work.mixtape'),
  demo: () => t('work.demo'),
}

/** As people call it. */
export const releaseTypeName = (type: ReleaseType): string => names[type]()

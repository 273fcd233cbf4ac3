import type { BonusFileView, BonusKind } from '../../../shared/bonusFiles.ts'
import { t } from '../../../shared/i18n/t.ts'
import { describeSize } from './describeFormat.ts'

const kindNames: Readonly<Record<BonusKind, () => string>> = {
  pdf: () => 'PDF',
  jpeg: () => t('work.picture'),
  png: () => t('work.picture'),
  webp: () => t('work.picture'),
  text: () => t('work.text'),
  zip: () => 'ZIP',
}

/** `PDF, 2.1 MB`. */
export function describeBonus({ kind, bytes }: Pick<BonusFileView, 'kind' | 'bytes'>): string {
  return t('work.kindAndSize', { kind: kindNames[kind](), size: describeSize(Math.max(bytes, 1e5)) })
}

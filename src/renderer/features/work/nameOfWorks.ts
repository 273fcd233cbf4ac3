import type { WorkView } from '../../../shared/api/node.ts'
import { t } from '../../../shared/i18n/t.ts'

/** What works are called together, within a sentence: one by its title, in quotation marks. */
export function nameOfWorks(works: readonly Pick<WorkView, 'title'>[]): string {
  const [first] = works
  return first !== undefined && works.length === 1
    ? t('common.quotedTitle', { title: first.title })
    : t('count.work', { count: works.length })
}

import type { Column } from './column.ts'
import { Time } from './Time.tsx'
import { t } from '../../shared/i18n/t.ts'

/** When an order was made; left out of narrow windows. */
export function whenColumn<Row extends { readonly createdAt: number }>(): Column<Row> {
  return {
    id: 'when',
    header: t('common.when'),
    className: 'w-32 text-text-2 max-wide:hidden',
    cell: ({ createdAt }) => <Time at={createdAt} />,
  }
}

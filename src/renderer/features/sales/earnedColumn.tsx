import { TokenAmount } from '../../ui/TokenAmount.tsx'
import type { Column } from '../../ui/column.ts'
import { t } from '../../../shared/i18n/t.ts'

/** What a row has earned, last in its table. */
export function earnedColumn<Row extends { readonly earned: bigint }>(): Column<Row> {
  return {
    id: 'earned',
    header: t('sales.earned'),
    align: 'end',
    className: 'w-32',
    cell: ({ earned }) => <TokenAmount value={earned} className="font-medium" />,
  }
}

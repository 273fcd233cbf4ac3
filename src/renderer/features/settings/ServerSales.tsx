import { t } from '../../../shared/i18n/t.ts'
import { errorText } from '../../../shared/i18n/errorText.ts'
import { serverProblems } from '../../../shared/serverProblems.ts'
import { type IpcOutput, useIpcQuery } from '../../ipc/queries.ts'
import { Time } from '../../ui/Time.tsx'
import { TokenAmount } from '../../ui/TokenAmount.tsx'

/** So many of the newest sales stand here; all of them are in Sales once this machine sells again. */
const shown = 5

/** What a server holds and has sold, and what is wrong with it, as it says itself. */
export function ServerSales({ overview }: { readonly overview: IpcOutput<'serverOverview'> }) {
  const works = useIpcQuery('works', { owner: 'self' }).data ?? []
  const { wallet, sales, saleCount } = overview
  const titles = new Map(works.map(({ label, title }) => [label, title]))
  const problems = serverProblems(overview).map(errorText)
  return (
    <div className="flex flex-col gap-3 text-sm">
      {problems.map((problem) => (
        <p key={problem} className="text-danger">
          <bdi>{problem}</bdi>
        </p>
      ))}
      <p className="text-text-2">
        {wallet === null ? (
          t('settings.paymentsDoNotRunThere')
        ) : (
          <>
            {t('settings.balanceThere')} <TokenAmount value={wallet.spendable} />
          </>
        )}
        {' · '}
        {t('settings.soldThere', { count: saleCount })}
      </p>
      {sales.length === 0 ? null : (
        <ul aria-label={t('settings.newestSalesThere')} className="flex flex-col gap-1">
          {sales.slice(0, shown).map((sale) => (
            <li key={sale.id} className="flex items-baseline justify-between gap-4">
              <bdi className="min-w-0 truncate">{titles.get(sale.label) ?? sale.label}</bdi>
              <span className="flex shrink-0 gap-3 text-text-2">
                <TokenAmount value={sale.amount} isPrice />
                <Time at={sale.createdAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

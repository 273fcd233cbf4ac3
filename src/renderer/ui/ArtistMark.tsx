import { clsx } from 'clsx'
import type { Address } from '../../shared/ids.ts'
import { shortAddress } from '../../shared/shortAddress.ts'
import { t } from '../../shared/i18n/t.ts'

const rows = 7
const columns = 4

/**
 * A picture of an account, to tell artists of one name apart by. It draws digits that {@link shortAddress} leaves out, so that
 * whoever imitates an artist has to match both.
 */
export function ArtistMark({
  account,
  className,
}: {
  readonly account: Address
  readonly className?: string
}) {
  const cells = Number.parseInt(account.slice(12, 19), 16)
  const hue = Number.parseInt(account.slice(20, 22), 16) * (360 / 256)
  return (
    <svg
      role="img"
      aria-label={t('ui.markOfTheAccount', { shortAddress: shortAddress(account) })}
      viewBox={`0 0 ${rows} ${rows}`}
      shapeRendering="crispEdges"
      className={clsx('shrink-0 rounded-small bg-surface-3', className)}
    >
      {Array.from({ length: rows * columns }, (_, index) => {
        if (((cells >>> index) & 1) === 0) return null
        const column = index % columns
        const y = Math.floor(index / columns)
        return [...new Set([column, rows - 1 - column])].map((x) => (
          <rect key={`${x} ${y}`} x={x} y={y} width={1} height={1} fill={`hsl(${hue} 55% 50%)`} />
        ))
      })}
    </svg>
  )
}

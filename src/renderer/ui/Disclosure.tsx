import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '../../shared/i18n/t.ts'

/** A disclosure: shows its content when opened. */
export function Disclosure({
  label = t('common.details'),
  children,
}: {
  readonly label?: string
  readonly children: ReactNode
}) {
  return (
    <details className="group">
      <summary className="inline-flex h-7 list-none items-center gap-1 rounded-small text-sm text-text-2 hover:text-text-1">
        <ChevronRight
          size={14}
          aria-hidden
          className="transition-transform group-open:rotate-90 rtl:group-open:-rotate-90"
        />
        {label}
      </summary>
      <div className="pt-2">{children}</div>
    </details>
  )
}

/** Terms and what they are, in two columns. */
export function DescriptionList({
  facts,
}: {
  readonly facts: readonly (readonly [term: string, value: ReactNode])[]
}) {
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-1.5 text-sm">
      {facts.map(([term, value]) => (
        <div key={term} className="contents">
          <dt className="text-text-3">{term}</dt>
          <dd className="wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

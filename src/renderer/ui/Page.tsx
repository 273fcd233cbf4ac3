import { clsx } from 'clsx'
import { type ReactNode, useEffect, useRef } from 'react'

interface PageProps {
  readonly title: string
  /** One sentence under the title. */
  readonly lead?: ReactNode
  /** The page's toolbar. */
  readonly actions?: ReactNode
  /** Narrow for text and forms, wide for lists. */
  readonly width?: 'narrow' | 'wide'
  readonly children: ReactNode
}

/** A page with its heading, which gets the focus when one comes here. */
export function Page({ title, lead, actions, width = 'wide', children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <div className={clsx('mx-auto w-full px-6 pt-6 pb-12', width === 'narrow' ? 'max-w-3xl' : 'max-w-6xl')}>
      <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 ref={heading} tabIndex={-1} className="text-2xl font-semibold tracking-tight outline-none">
            {title}
          </h1>
          {lead === undefined ? null : <div className="mt-1 text-text-2">{lead}</div>}
        </div>
        {actions === undefined ? null : <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

interface SectionProps {
  readonly title: string
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A part of a page. */
export function Section({ title, actions, children }: SectionProps) {
  return (
    <section aria-label={title} className="mb-10">
      <div className="mb-3 flex min-h-9 items-center justify-between gap-4">
        <h2 className="text-lg font-semibold">{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  )
}

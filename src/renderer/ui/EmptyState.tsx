import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface EmptyStateProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly children?: ReactNode
  /** What to do about it. */
  readonly actions?: ReactNode
}

/** Nothing here yet, and how there will be something. */
export function EmptyState({ icon: Icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-sm flex-col items-center gap-2 px-6 py-14 text-center">
      <Icon size={36} strokeWidth={1.25} aria-hidden className="mb-2 text-text-3" />
      <h2 className="text-lg font-semibold">{title}</h2>
      {children === undefined ? null : <div className="text-balance text-text-2">{children}</div>}
      {actions === undefined ? null : (
        <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div>
      )}
    </div>
  )
}

import { clsx } from 'clsx'

/** A placeholder for content that loads. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <span aria-hidden className={clsx('block animate-breathe rounded-small bg-surface-3', className)} />
}

interface SkeletonRowsProps {
  /** What is being brought, for those who do not see: `Loading your library`. */
  readonly label: string
  readonly rows?: number
}

/** Placeholders for the rows of a list that loads. */
export function SkeletonRows({ label, rows = 6 }: SkeletonRowsProps) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex h-11 items-center gap-3 px-2">
          <Skeleton className="size-8" />
          <Skeleton className={clsx('h-3', ['w-48', 'w-64', 'w-40', 'w-56'][index % 4])} />
          <Skeleton className={clsx('ms-auto h-3', ['w-16', 'w-12'][index % 2])} />
        </div>
      ))}
    </div>
  )
}

/** Placeholders for a grid of covers; the container announces that it loads. */
export function SkeletonCards({ className }: { readonly className?: string }) {
  return (
    <div
      aria-hidden
      className={clsx('grid grid-cols-[repeat(auto-fill,minmax(148px,1fr))] gap-x-5 gap-y-6', className)}
    >
      {Array.from({ length: 4 }, (_, index) => (
        <div key={index}>
          <Skeleton className="aspect-square rounded-large" />
          <Skeleton className="mt-3 h-3 w-2/3" />
        </div>
      ))}
    </div>
  )
}

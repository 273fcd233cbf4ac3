import { clsx } from 'clsx'
import { Skeleton } from '../../ui/Skeleton.tsx'

/** A placeholder for a page with a {@link DetailHeader} that loads. */
export function DetailSkeleton({
  label,
  isRound = false,
}: {
  readonly label: string
  readonly isRound?: boolean
}) {
  return (
    <div role="status" aria-label={label} className="mx-auto flex max-w-6xl items-end gap-6 px-6 pt-8">
      <Skeleton className={clsx('size-34 wide:size-48', isRound ? 'rounded-full!' : 'rounded-large')} />
      <div className="flex flex-col gap-3 pb-2">
        <Skeleton className="h-4 w-20" />
        <Skeleton className="h-8 w-72 max-w-[40vw]" />
        <Skeleton className="h-4 w-48" />
        <Skeleton className="mt-2 h-9 w-36" />
      </div>
    </div>
  )
}

import { Skeleton } from '../../ui/Skeleton.tsx'

/** A page about one thing, on its way. */
export function HeroSkeleton({ label }: { readonly label: string }) {
  return (
    <div role="status" aria-label={label} className="mx-auto flex max-w-6xl items-end gap-6 px-6 pt-8">
      <Skeleton className="size-34 rounded-large wide:size-48" />
      <div className="flex flex-col gap-3 pb-2">
        <Skeleton className="h-4 w-20" />
        <Skeleton className="h-8 w-72 max-w-[40vw]" />
        <Skeleton className="h-4 w-48" />
        <Skeleton className="mt-2 h-9 w-36" />
      </div>
    </div>
  )
}

import { Link } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { useIpcQuery } from '../../ipc/queries.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { WorkList } from '../work/WorkList.tsx'
import { t } from '../../../shared/i18n/t.ts'

const shownGenres = 16

/** What there is to browse, the most frequent first. */
export function GenreLinks({ current }: { readonly current?: string }) {
  const genres = useIpcQuery('genres', {}).data ?? []
  if (genres.length === 0) return null
  return (
    <nav aria-label={t('discover.genresAndTags')} className="mb-6">
      <ul className="flex flex-wrap gap-2">
        {genres.slice(0, shownGenres).map(({ genre, works }) => {
          const isCurrent = genre.toLowerCase() === current?.toLowerCase()
          return (
            <li key={genre} className="max-w-full">
              <Link
                to="/"
                search={isCurrent ? {} : { genre }}
                aria-current={isCurrent ? 'true' : undefined}
                className="flex h-7 max-w-64 items-center gap-1.5 rounded-full border border-line-strong px-3 text-sm hover:bg-surface-3 aria-[current=true]:bg-surface-3 aria-[current=true]:font-medium"
              >
                <span className="truncate">{genre}</span>
                {isCurrent ? (
                  <>
                    <X size={13} aria-hidden />
                    <span className="sr-only">{t('discover.showAllAgain')}</span>
                  </>
                ) : (
                  <span className="text-text-3 tabular-nums">{works}</span>
                )}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

/** Works of one genre. */
export function GenreWorks({ genre }: { readonly genre: string }) {
  const { data, error, refetch } = useIpcQuery('worksOfGenre', { genre, limit: 200 })
  return (
    <>
      <GenreLinks current={genre} />
      <h2 className="mb-3 truncate text-lg font-semibold">{genre}</h2>
      {error !== null ? (
        <ErrorState title={t('discover.thisGenreCouldNotBe')} error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <SkeletonRows label={t('discover.lookingForLabel', { genre })} />
      ) : data.length === 0 ? (
        <p className="text-text-2">{t('discover.nothingOnSaleIsOf')}</p>
      ) : (
        <WorkList label={t('discover.worksOfTheGenre', { genre })} works={data} />
      )}
    </>
  )
}

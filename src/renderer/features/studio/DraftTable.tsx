import { clsx } from 'clsx'
import { TriangleAlert, X } from 'lucide-react'
import { IconButton } from '../../ui/IconButton.tsx'
import { Duration } from '../../ui/Time.tsx'
import type { Token } from '../../../shared/token.ts'
import { useToken } from '../../ui/token.ts'
import { roughDuration } from '../player/spokenPosition.ts'
import { ArtworkButton } from './ArtworkButton.tsx'
import { CellField } from './CellField.tsx'
import { commonText, type DraftField, type DraftTrack, problemsOf } from './draft.ts'
import { useDraft } from './draftStore.ts'
import { useIsWide } from './useIsWide.ts'

interface DraftColumn {
  readonly field: DraftField
  readonly header: string
  readonly className?: string
  readonly align?: 'end'
}

const allFields: readonly DraftColumn[] = [
  { field: 'trackNumber', header: 'No.', className: 'w-14', align: 'end' },
  { field: 'title', header: 'Title' },
  { field: 'artistName', header: 'Artist', className: 'w-[14%]' },
  { field: 'releaseTitle', header: 'Release', className: 'w-[14%]' },
  { field: 'genre', header: 'Genre', className: 'w-[10%]' },
  { field: 'year', header: 'Year', className: 'w-17' },
  { field: 'price', header: 'Price', className: 'w-26', align: 'end' },
]
/** The columns that there is room for. */
function useFields(): readonly DraftColumn[] {
  const isWide = useIsWide()
  return isWide ? allFields : allFields.filter(({ field }) => field !== 'genre' && field !== 'year')
}

/** What makes sense to be the same for every track. */
const shared: readonly DraftField[] = ['artistName', 'releaseTitle', 'genre', 'year', 'price']

/** The tracks, to be edited in place. The first row writes into all of them. */
export function DraftTable({ isProblemShown }: { readonly isProblemShown: boolean }) {
  const tracks = useDraft(({ draft }) => draft.tracks)
  const { symbol } = useToken()
  const fields = useFields()
  return (
    <table aria-label="Tracks to publish" className="w-full table-fixed border-collapse">
      <thead>
        <tr className="border-b border-line text-left text-sm text-text-3 *:h-8 *:px-1 *:font-normal">
          <th scope="col" className="w-12">
            <span className="sr-only">Artwork</span>
          </th>
          {fields.map(({ field, header, className, align }) => (
            <th key={field} scope="col" className={clsx(className, align === 'end' && 'text-right')}>
              <span className="px-2">{field === 'price' ? `${header} (${symbol})` : header}</span>
            </th>
          ))}
          <th scope="col" className="w-16 text-right">
            Length
          </th>
          <th scope="col" className="w-10">
            <span className="sr-only">Remove</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {tracks.length > 1 ? <AllRow tracks={tracks} /> : null}
        {tracks.map((track) => (
          <TrackRow key={track.file} track={track} isProblemShown={isProblemShown} />
        ))}
      </tbody>
    </table>
  )
}

function AllRow({ tracks }: { readonly tracks: readonly DraftTrack[] }) {
  const { editAll, setAllArtwork } = useDraft()
  const [first] = tracks
  const good = tracks.filter(({ inspected }) => inspected.problem === null)
  const fields = useFields()
  return (
    <tr className="h-12 border-b border-line bg-surface-3/50 *:px-1">
      <td>
        <ArtworkButton
          of="all tracks"
          title={commonText(tracks, 'releaseTitle') || 'All tracks'}
          source={first?.artwork?.preview ?? first?.inspected.artwork ?? null}
          onChoose={setAllArtwork}
          className="size-9"
        />
      </td>
      {fields.map(({ field, header, align }) => (
        <td key={field}>
          {shared.includes(field) ? (
            <CellField
              name={`${header} of all tracks`}
              value={commonText(tracks, field)}
              placeholder={tracks.some(({ text }) => text[field] !== '') ? 'Various' : 'For all'}
              onChange={(text) => editAll(field, text)}
              isProblemShown={false}
              {...(align === undefined ? {} : { align })}
            />
          ) : field === 'title' ? (
            <span className="block truncate px-2 font-medium">All {good.length} tracks</span>
          ) : null}
        </td>
      ))}
      <td colSpan={2} className="pr-11! text-right text-sm whitespace-nowrap text-text-3">
        {roughDuration(good.reduce((sum, { inspected }) => sum + (inspected.durationMs ?? 0), 0))}
      </td>
    </tr>
  )
}

interface TrackRowProps {
  readonly track: DraftTrack
  readonly isProblemShown: boolean
}

function TrackRow({ track, isProblemShown }: TrackRowProps) {
  const { edit, remove, setArtwork } = useDraft()
  const token: Token = useToken()
  const fields = useFields()
  const { file, inspected, text, artwork } = track
  const name = text.title || inspected.title
  const problems = problemsOf(track, token)
  return (
    <tr
      className={clsx('h-12 border-b border-line/60 *:px-1', inspected.problem !== null && 'bg-danger-soft')}
    >
      {inspected.problem === null ? (
        <>
          <td>
            <ArtworkButton
              of={name}
              title={text.releaseTitle || name}
              source={artwork?.preview ?? inspected.artwork}
              onChoose={(chosen) => setArtwork(file, chosen)}
              className="size-9"
            />
          </td>
          {fields.map(({ field, header, align }) => (
            <td key={field}>
              <CellField
                name={`${header} of ${name}`}
                value={text[field]}
                problem={problems[field]}
                isProblemShown={isProblemShown || text[field] !== inspectedText(track, field)}
                onChange={(value) => edit(file, field, value)}
                {...(field === 'price' ? { placeholder: '0.00' } : {})}
                {...(align === undefined ? {} : { align })}
              />
            </td>
          ))}
          <td className="text-right text-sm text-text-3" title={inspected.format ?? undefined}>
            <Duration ms={inspected.durationMs} />
          </td>
        </>
      ) : (
        <td colSpan={fields.length + 2}>
          <p className="flex items-center gap-2 px-2">
            <TriangleAlert size={16} aria-hidden className="shrink-0 text-danger" />
            <span className="truncate font-medium" title={file}>
              {inspected.title}
            </span>
            <span className="text-text-2">{inspected.problem.message}</span>
          </p>
        </td>
      )}
      <td>
        <IconButton label={`Leave ${name} out`} icon={X} size="small" onClick={() => remove(file)} />
      </td>
    </tr>
  )
}

/** What stood in a field before anything was typed: problems show once it is touched. */
function inspectedText({ inspected }: DraftTrack, field: DraftField): string {
  return field === 'price' ? '' : String(inspected[field] ?? '')
}

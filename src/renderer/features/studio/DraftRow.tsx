import { clsx } from 'clsx'
import { GripVertical, TriangleAlert, X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { IconButton } from '../../ui/IconButton.tsx'
import { Duration } from '../../ui/Time.tsx'
import { useToken } from '../../ui/token.ts'
import { useSortableRow } from '../../ui/useSortableRow.ts'
import { ArtworkButton } from './ArtworkButton.tsx'
import { CellField } from './CellField.tsx'
import { CreditsButton } from './CreditsButton.tsx'
import { type DraftField, type DraftTrack, problemsOf } from './draft.ts'
import { useDraftColumns } from './draftColumns.ts'
import { useDraft } from './draftStore.ts'
import { changeEach, moreCredits } from './moreCredits.ts'
import { SoundButton } from './SoundButton.tsx'
import { NumberField } from './NumberField.tsx'
import { t } from '../../../shared/i18n/t.ts'
import { errorText } from '../../../shared/i18n/errorText.ts'
import { SoundWarningList } from './SoundWarningList.tsx'

interface DraftRowProps {
  readonly track: DraftTrack
  /** From 0, among all rows. */
  readonly index: number
  readonly isProblemShown: boolean
  /** Moves it by so many places. */
  readonly onMove: (by: number) => void
  readonly onNumber: (text: string) => void
}

/** A track in the table, to be edited and moved, and what was noticed about its file below it. */
export function DraftRow({ onMove, ...props }: DraftRowProps) {
  const edit = useDraft((state) => state.edit)
  const remove = useDraft((state) => state.remove)
  const setPreview = useDraft((state) => state.setPreview)
  const columns = useDraftColumns()
  const { file, inspected, text } = props.track
  const name = text.title || inspected.title
  const isBroken = inspected.problem !== null
  const { setNodeRef, setActivatorNodeRef, listeners, style, isDragging } = useSortableRow(file, isBroken)
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by === 0 || !event.altKey) return
    event.preventDefault()
    onMove(by)
  }
  return (
    <tbody
      ref={setNodeRef}
      style={style}
      className={clsx(
        'border-b border-line/60',
        isBroken && 'bg-danger-soft',
        isDragging && 'relative z-10 bg-surface-3 shadow-raised',
      )}
    >
      <tr className="h-12 *:px-1">
        {inspected.problem === null ? (
          <>
            <td className="px-0!">
              <IconButton
                ref={setActivatorNodeRef}
                {...listeners}
                onKeyDown={onKeyDown}
                label={t('studio.moveName', { name })}
                keys="Alt+ArrowUp"
                icon={GripVertical}
                size="small"
                className="cursor-grab touch-none"
              />
            </td>
            <DraftCells {...props} name={name} onKeyDown={onKeyDown} />
          </>
        ) : (
          <td colSpan={columns.length + 3}>
            <p className="flex items-center gap-2 px-2">
              <TriangleAlert size={16} aria-hidden className="shrink-0 text-danger" />
              <span className="truncate font-medium" title={file}>
                {inspected.title}
              </span>
              <span className="text-text-2">{errorText(inspected.problem)}</span>
            </p>
          </td>
        )}
        <td>
          <span className="flex justify-end">
            {isBroken ? null : (
              <SoundButton
                of={name}
                file={file}
                preview={props.track.preview}
                onSave={(preview) => setPreview(file, preview)}
              />
            )}
            {isBroken ? null : (
              <CreditsButton
                of={name}
                fields={moreCredits}
                texts={text}
                onSave={(changed) => changeEach(changed, (field, written) => edit(file, field, written))}
              />
            )}
            <IconButton
              label={t('studio.leaveOut', { name })}
              icon={X}
              size="small"
              onClick={() => remove(file)}
            />
          </span>
        </td>
      </tr>
      {inspected.warnings.length === 0 ? null : (
        <tr>
          <td colSpan={columns.length + 4} className="pb-2 ps-21">
            <SoundWarningList name={name} warnings={inspected.warnings} />
          </td>
        </tr>
      )}
    </tbody>
  )
}

interface DraftCellsProps extends Omit<DraftRowProps, 'onMove'> {
  readonly name: string
  readonly onKeyDown: (event: KeyboardEvent) => void
}

function DraftCells({ track, name, index, isProblemShown, onNumber, onKeyDown }: DraftCellsProps) {
  const { edit, setArtwork } = useDraft()
  const isRelease = useDraft(({ draft }) => draft.release !== null)
  const columns = useDraftColumns()
  const token = useToken()
  const { file, inspected, text, artwork } = track
  const problems = problemsOf(track, token)
  return (
    <>
      <td>
        <ArtworkButton
          isCropped
          of={name}
          title={text.releaseTitle || name}
          source={artwork?.preview ?? inspected.artwork}
          onChoose={(chosen) => setArtwork(file, chosen)}
          className="size-9"
        />
      </td>
      {columns.map(({ field, header, align }) => {
        const cell = {
          onKeyDown,
          name: t('studio.ofHeaderName', { header, name }),
          problem: problems[field],
          isProblemShown: isProblemShown || text[field] !== inspectedText(track, field),
          ...(field === 'price' && { placeholder: t('common.price') }),
          ...(align !== undefined && { align }),
        }
        return (
          <td key={field}>
            {field === 'trackNumber' ? (
              <NumberField
                {...cell}
                value={text.trackNumber}
                onCommit={onNumber}
                {...(isRelease && { placeholder: String(index + 1) })}
              />
            ) : (
              <CellField {...cell} value={text[field]} onChange={(value) => edit(file, field, value)} />
            )}
          </td>
        )
      })}
      <td className="text-end text-sm text-text-3" title={inspected.format ?? undefined}>
        <Duration ms={inspected.durationMs} />
      </td>
    </>
  )
}

/** What stood in a field before anything was typed: problems show once it is touched. */
function inspectedText({ inspected }: DraftTrack, field: DraftField): string {
  return field === 'price' ? '' : String(inspected[field] ?? '')
}

import { clsx } from 'clsx'
import { useEffect, useRef, useState } from 'react'
import { countText } from '../../ui/count.ts'
import { totalDuration } from '../../ui/time.ts'
import { useToken } from '../../ui/token.ts'
import { VerticalSorting } from '../../ui/VerticalSorting.tsx'
import { roughDuration } from '../player/spokenPosition.ts'
import { ArtworkButton } from './ArtworkButton.tsx'
import { CellField } from './CellField.tsx'
import { CreditsButton } from './CreditsButton.tsx'
import { commonCredits, commonText, type DraftField, type DraftTrack } from './draft.ts'
import { useDraftColumns } from './draftColumns.ts'
import { DraftRow } from './DraftRow.tsx'
import { useDraft } from './draftStore.ts'
import { changeEach, sharedCredits } from './moreCredits.ts'
import { TagEncodingSelect } from './TagEncodingSelect.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** What makes sense to be the same for every track. */
const shared: readonly DraftField[] = ['artistName', 'releaseTitle', 'genre', 'releaseDate', 'price']

/**
 * The tracks, to be edited in place and moved: by their handles, with Alt and the arrows, or by their numbers. The first row
 * writes into all of them.
 */
export function DraftTable({ isProblemShown }: { readonly isProblemShown: boolean }) {
  const tracks = useDraft(({ draft }) => draft.tracks)
  const { move, number } = useDraft()
  const { symbol } = useToken()
  const columns = useDraftColumns()
  const [announcement, setAnnouncement] = useState('')
  const keepFocus = useKeptFocus(tracks)
  const moving = ({ file, text }: DraftTrack, go: () => void) => {
    keepFocus()
    go()
    const place = useDraft.getState().draft.tracks.findIndex((track) => track.file === file)
    setAnnouncement(
      t('studio.nowOf', { title: text.title, place: countText(place + 1), tracks: countText(tracks.length) }),
    )
  }
  const moveTo = (track: DraftTrack, to: number) => {
    if (to >= 0 && to < tracks.length) moving(track, () => move(track.file, to))
  }
  const onDrop = (from: number, to: number) => {
    const track = tracks[from]
    if (track !== undefined) moveTo(track, to)
  }
  return (
    <>
      <TagEncodingSelect />
      <VerticalSorting keys={tracks.map(({ file }) => file)} onDrop={onDrop}>
        <table aria-label={t('studio.tracksToPublish')} className="w-full table-fixed border-collapse">
          <thead>
            <tr className="border-b border-line text-sm text-text-3 *:h-8 *:px-1 *:text-start *:font-normal">
              <th scope="col" className="w-7">
                <span className="sr-only">{t('studio.move')}</span>
              </th>
              <th scope="col" className="w-12">
                <span className="sr-only">{t('common.artwork')}</span>
              </th>
              {columns.map(({ field, header, className, align }) => (
                <th key={field} scope="col" className={clsx(className, align === 'end' && 'text-end!')}>
                  <span className="px-2">{field === 'price' ? `${header} (${symbol})` : header}</span>
                </th>
              ))}
              <th scope="col" className="w-16 text-end!">
                {t('common.length')}
              </th>
              <th scope="col" className="w-25">
                <span className="sr-only">{t('studio.creditsAndRemoval')}</span>
              </th>
            </tr>
          </thead>
          {tracks.length > 1 ? (
            <tbody>
              <AllRow tracks={tracks} />
            </tbody>
          ) : null}
          {tracks.map((track, index) => (
            <DraftRow
              key={track.file}
              track={track}
              index={index}
              isProblemShown={isProblemShown}
              onMove={(by) => moveTo(track, index + by)}
              onNumber={(text) => moving(track, () => number(track.file, text))}
            />
          ))}
        </table>
      </VerticalSorting>
      <p className="mt-2 text-end text-sm text-text-3">{t('studio.aPlusLetsPeoplePayMore')}</p>
      <p role="status" className="sr-only">
        {announcement}
      </p>
    </>
  )
}

/** A row that is moved in the page loses the focus. @returns to be called before a move: what has the focus keeps it */
function useKeptFocus(tracks: readonly DraftTrack[]): () => void {
  const focused = useRef<HTMLElement | null>(null)
  useEffect(() => {
    focused.current?.focus()
    focused.current = null
  }, [tracks])
  return () => {
    focused.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
  }
}

function AllRow({ tracks }: { readonly tracks: readonly DraftTrack[] }) {
  const { editAll, setAllArtwork } = useDraft()
  const [first] = tracks
  const good = tracks.filter(({ inspected }) => inspected.problem === null)
  const columns = useDraftColumns()
  return (
    <tr className="h-12 border-b border-line bg-surface-3/50 *:px-1">
      <td colSpan={2} className="ps-8!">
        <ArtworkButton
          isCropped
          of={t('studio.allTracks')}
          title={commonText(tracks, 'releaseTitle') || t('studio.allTracksLabel')}
          source={first?.artwork?.preview ?? first?.inspected.artwork ?? null}
          onChoose={setAllArtwork}
          className="size-9"
        />
      </td>
      {columns.map(({ field, header, align }) => (
        <td key={field}>
          {shared.includes(field) ? (
            <CellField
              name={t('studio.ofHeaderName', { header, name: t('studio.allTracks') })}
              value={commonText(tracks, field)}
              placeholder={
                tracks.some(({ text }) => text[field] !== '') ? t('studio.various') : t('studio.forAll')
              }
              onChange={(text) => editAll(field, text)}
              isProblemShown={false}
              {...(align === undefined ? {} : { align })}
            />
          ) : field === 'title' ? (
            <span className="block truncate px-2 font-medium">
              {t('studio.allTracksCount', { count: good.length })}
            </span>
          ) : null}
        </td>
      ))}
      <td colSpan={2}>
        <span className="me-7 flex items-center justify-end gap-2">
          <span className="text-sm whitespace-nowrap text-text-3">
            {roughDuration(totalDuration(good.map(({ inspected }) => inspected)))}
          </span>
          <CreditsButton
            of={t('studio.allTracks')}
            fields={sharedCredits}
            texts={commonCredits(tracks)}
            placeholder={t('studio.unchanged')}
            onSave={(changed) => changeEach(changed, editAll)}
          />
        </span>
      </td>
    </tr>
  )
}

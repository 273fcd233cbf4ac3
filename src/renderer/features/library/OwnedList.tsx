import { ArrowDownToLine, CircleCheck, FileMusic, Gift } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { OwnedWork } from '../../../shared/api/library.ts'
import type { WorkView } from '../../../shared/api/node.ts'
import { usePlayer } from '../../playback/usePlayer.ts'
import { countText } from '../../ui/count.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { RowButton } from '../../ui/RowButton.tsx'
import { Time } from '../../ui/Time.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { TrackList } from '../../ui/TrackList.tsx'
import type { ColumnSort } from '../../ui/useColumnSort.ts'
import { type ReceivedGift, useReceivedGifts } from '../gifts/useReceivedGifts.ts'
import { useDragWorks } from '../files/useDragWorks.ts'
import { ListenButton } from '../work/ListenButton.tsx'
import { RowLink } from '../work/RowLink.tsx'
import { useDownload } from '../work/useDownload.ts'
import { useWorkActions } from '../work/useWorkActions.ts'
import { dateText } from '../work/dateText.ts'
import { useWorkMenu } from '../work/useWorkMenu.ts'
import { usePlays } from './usePlays.ts'
import { useRemoveEntry } from './useRemoveEntry.ts'
import { giverText } from '../../../shared/i18n/giverText.ts'
import { t } from '../../../shared/i18n/t.ts'

interface OwnedListProps {
  readonly label: string
  readonly owned: readonly OwnedWork[]
  readonly sort: ColumnSort
  /** What can't be played now is dimmed. */
  readonly isPlayable: (owned: OwnedWork) => boolean
}

/** Tracks one owns, which play from here on through the list, or releases, which open. */
export function OwnedList({ label, owned, sort, isPlayable }: OwnedListProps) {
  const actions = useWorkActions()
  const menu = useWorkMenu()
  const drag = useDragWorks()
  const removeEntry = useRemoveEntry()
  const plays = usePlays()
  const gifts = useReceivedGifts()
  const hasFiles = useMemo(() => owned.some(({ work }) => work.file !== undefined), [owned])
  const playing = usePlayer(({ track }) => track?.label)
  const open = ({ work }: OwnedWork) => {
    if (work.kind === 'release') return actions.open(work)
    actions.playAll(
      owned.map((one) => one.work),
      work,
    )
  }
  return (
    <TrackList
      label={label}
      rows={owned}
      sort={sort}
      workOf={workOf}
      isCurrent={({ work }) => work.label === playing}
      isDimmed={(row) => !isPlayable(row)}
      onOpen={open}
      menu={(rows) => [...menu(rows.map(workOf)), ...removeEntry(rows)]}
      onDrag={(rows, event) => drag(rows.map(workOf), event)}
      linked={({ work }, part, name) => (
        <RowLink work={work} part={part}>
          {name}
        </RowLink>
      )}
      coverOverlay={(row) => (
        <ListenButton work={row.work} {...(row.work.kind === 'track' ? { onListen: () => open(row) } : {})} />
      )}
      stateHeader={hasFiles ? t('library.added') : t('common.bought')}
      stateWidth="w-34"
      state={({ work, boughtAt }) => <Arrived at={boughtAt} gift={gifts.get(work.label)} />}
      extraColumns={[
        {
          id: 'year',
          header: t('common.year'),
          align: 'end',
          className: 'w-16 text-text-3 @max-[820px]/page:hidden',
          cell: ({ work }) => <span title={dateText(work)}>{work.year}</span>,
        },
        {
          id: 'plays',
          header: t('library.plays'),
          align: 'end',
          className: 'w-20 text-text-3 @max-[980px]/page:hidden',
          cell: ({ work }) => playsText(plays.get(work.id)?.plays),
        },
        {
          id: 'played',
          header: t('library.lastPlayed'),
          align: 'end',
          className: 'w-36 text-text-3 @max-[1140px]/page:hidden',
          cell: ({ work }) => <LastPlayed at={plays.get(work.id)?.lastPlayedAt} />,
        },
        {
          id: 'downloaded',
          header: t('library.downloaded'),
          isHeaderHidden: true,
          className: 'w-14 text-center',
          cell: (row) => <DownloadState owned={row} />,
        },
      ]}
    />
  )
}

/** When it became one's own, and who gave it. */
function Arrived({ at, gift }: { readonly at: number; readonly gift: ReceivedGift | undefined }) {
  const time = <Time at={at} className="text-text-3" />
  if (gift === undefined) return time
  const said = t('library.givenToYouBy', { giver: giverText(gift.giver) })
  return (
    <span className="inline-flex items-center gap-1.5" title={said}>
      {time}
      <Gift size={14} aria-hidden className="shrink-0 text-text-2" />
      <span className="sr-only">{said}</span>
    </span>
  )
}

const playsText = (plays: number | undefined): string => (plays === undefined ? '' : countText(plays))

function LastPlayed({ at }: { readonly at: number | undefined }) {
  return at === undefined ? null : <Time at={at} />
}

const workOf = ({ work }: OwnedWork): WorkView => work

/** Whether a track is on this machine, or the button that brings it here. */
function DownloadState({ owned: { work, isDownloaded } }: { readonly owned: OwnedWork }) {
  if (work.file !== undefined) return <FileMark file={work.file} />
  return isDownloaded ? <OnThisMachine /> : <DownloadButton work={work} />
}

/** Not bought: a file in a watched folder. */
function FileMark({ file }: { readonly file: string }) {
  return (
    <span title={t('library.fileAt', { file })} className="inline-flex align-middle">
      <FileMusic size={16} aria-hidden className="text-text-2" />
      <span className="sr-only">{t('library.aFileOfYourOwn')}</span>
    </span>
  )
}

function OnThisMachine() {
  return (
    <span title={t('library.onThisMachineItPlays')} className="inline-flex align-middle">
      <CircleCheck size={16} aria-hidden className="text-positive" />
      <span className="sr-only">{t('library.onThisMachine')}</span>
    </span>
  )
}

function DownloadButton({ work }: { readonly work: WorkView }) {
  const download = useDownload()
  const showToast = useToasts((toasts) => toasts.show)
  const [state, setState] = useState<'absent' | 'here' | { readonly fraction: number | null }>('absent')
  if (state === 'here') return <OnThisMachine />
  if (state !== 'absent') {
    return (
      <ProgressBar label={t('library.downloadingTitle', { title: work.title })} fraction={state.fraction} />
    )
  }
  const start = () => {
    setState({ fraction: null })
    download(work.label, (fraction) => setState({ fraction })).then(
      () => setState('here'),
      (error: unknown) => {
        setState('absent')
        showToast(messageOf(error), { tone: 'bad' })
      },
    )
  }
  return (
    <RowButton
      label={t('library.downloadTitle', { title: work.title })}
      icon={ArrowDownToLine}
      onClick={(event) => {
        event.stopPropagation()
        start()
      }}
    />
  )
}

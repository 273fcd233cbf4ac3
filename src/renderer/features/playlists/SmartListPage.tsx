import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { FolderInput, ListFilter, Pencil, Play, Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { OwnedWork } from '../../../shared/api/library.ts'
import type { SmartListView } from '../../../shared/api/smartLists.ts'
import { tracksOfRule } from '../../../shared/smartLists.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { describeOutage } from '../../shell/describeOutage.ts'
import { NotFoundPage } from '../../shell/NotFoundPage.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState, messageOf } from '../../ui/ErrorState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Page } from '../../ui/Page.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { totalDuration } from '../../ui/time.ts'
import { useToasts } from '../../ui/toasts.ts'
import { useColumnSort } from '../../ui/useColumnSort.ts'
import { OwnedList } from '../library/OwnedList.tsx'
import { ownedComparisons } from '../library/libraryFilter.ts'
import { usePlays } from '../library/usePlays.ts'
import { roughDuration } from '../player/spokenPosition.ts'
import { useWorkActions } from '../work/useWorkActions.ts'
import { describeRule } from './describeRule.ts'
import { isBuiltIn, type ShownSmartList, useSmartLists } from './smartLists.ts'
import { useMoveListStore } from './moveListStore.ts'
import { useMoveList } from './useMoveList.ts'
import { SmartListDialog } from './SmartListDialog.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** A list that a rule makes of what one owns. */
export function SmartListPage() {
  const { id } = useParams({ from: '/lists/$id' })
  const lists = useSmartLists()
  const library = useIpcQuery('library', {})
  const arePlaysKnown = useIpcQuery('plays', {}).status !== 'pending'
  const list = lists.data?.find((one) => one.id === id)
  const error = lists.error ?? library.error
  if (error !== null) {
    return (
      <Page title={t('playlists.smartList')}>
        <ErrorState
          title={t('playlists.thePlaylistCouldNotBe')}
          error={error}
          onRetry={() => void Promise.all([lists.refetch(), library.refetch()])}
        />
      </Page>
    )
  }
  if (lists.data === undefined || library.data === undefined || !arePlaysKnown) {
    return (
      <Page title={t('playlists.smartList')}>
        <SkeletonRows label={t('playlists.loadingThePlaylist')} />
      </Page>
    )
  }
  return list === undefined ? <NotFoundPage /> : <SmartList key={id} list={list} owned={library.data} />
}

interface SmartListProps {
  readonly list: ShownSmartList
  readonly owned: readonly OwnedWork[]
}

function SmartList({ list, owned }: SmartListProps) {
  const { name, rule } = list
  const actions = useWorkActions()
  const plays = usePlays()
  // While one looks at it, nothing leaves it because time passes.
  const [now] = useState(Date.now)
  const tracks = useMemo(() => tracksOfRule(owned, plays, rule, now), [owned, plays, rule, now])
  const { rows, sort } = useColumnSort(tracks, ownedComparisons)
  const isOffline = describeOutage(useIpcQuery('status', {}).data?.parts)?.isOffline === true
  const isPlayable = ({ isDownloaded }: OwnedWork) => isDownloaded || !isOffline
  const playable = rows.filter(isPlayable).map(({ work }) => work)
  const length = totalDuration(tracks.map(({ work }) => work))
  return (
    <Page
      title={name}
      lead={
        <>
          <p>{describeRule(rule, owned)}</p>
          {tracks.length === 0 ? null : (
            <p>
              {t('library.tracksAndLength', {
                tracks: t('count.track', { count: tracks.length }),
                length: roughDuration(length),
              })}
            </p>
          )}
        </>
      }
      actions={
        <>
          <Button
            variant="primary"
            icon={Play}
            disabled={playable.length === 0}
            onClick={() => actions.playAll(playable)}
          >
            {t('common.play')}
          </Button>
          {isBuiltIn(list) ? null : <OwnRuleButtons list={list} owned={owned} />}
        </>
      }
    >
      {tracks.length === 0 ? (
        <EmptyState
          icon={ListFilter}
          title={t('playlists.nothingFitsTheRule')}
          actions={
            <Link to="/library" className="font-medium text-accent underline">
              {t('common.goToYourLibrary')}
            </Link>
          }
        >
          {t('playlists.whatFitsLaterIsIn')}
        </EmptyState>
      ) : (
        <OwnedList label={name} owned={rows} sort={sort} isPlayable={isPlayable} />
      )}
    </Page>
  )
}

/** Of a rule that somebody made here. */
function OwnRuleButtons({
  list,
  owned,
}: {
  readonly list: SmartListView
  readonly owned: readonly OwnedWork[]
}) {
  const { id, name, rule, createdAt, folder } = list
  const navigate = useNavigate()
  const change = useIpcMutation('changeSmartList')
  const remove = useIpcMutation('removeSmartList')
  const restore = useIpcMutation('createSmartList')
  const move = useMoveList()
  const askFolder = useMoveListStore((store) => store.ask)
  const showToast = useToasts((toasts) => toasts.show)
  const [isChanging, setChanging] = useState(false)
  const onUndo = () =>
    restore.mutate(
      { name, rule },
      { onSuccess: (made) => (folder === null ? undefined : move(made.id, folder)) },
    )
  const onRemove = () =>
    remove.mutate(
      { id },
      {
        onSuccess() {
          void navigate({ to: '/playlists' })
          const action = { label: t('common.undo'), onPress: onUndo }
          showToast(t('playlists.nameIsDeleted', { name }), { action })
        },
        onError: (error) => showToast(messageOf(error), { tone: 'bad' }),
      },
    )
  return (
    <>
      <IconButton label={t('playlists.moveToAFolder')} icon={FolderInput} onClick={() => askFolder(list)} />
      <IconButton label={t('playlists.changeTheRule')} icon={Pencil} onClick={() => setChanging(true)} />
      <IconButton
        label={t('playlists.deleteTheList')}
        icon={Trash2}
        disabled={remove.isPending}
        onClick={onRemove}
      />
      <SmartListDialog
        key={`${createdAt} ${JSON.stringify(rule)}`}
        title={t('playlists.changeTheRule')}
        action={t('common.save')}
        before={{ name, rule }}
        owned={owned}
        isOpen={isChanging}
        isBusy={change.isPending}
        error={change.error}
        onClose={() => setChanging(false)}
        onDone={(next) => change.mutate({ id, ...next }, { onSuccess: () => setChanging(false) })}
      />
    </>
  )
}

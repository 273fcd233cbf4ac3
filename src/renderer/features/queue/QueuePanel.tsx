import { Link } from '@tanstack/react-router'
import { ListMusic, Repeat, Repeat1, Shuffle, X } from 'lucide-react'
import type { QueueItem } from '../../playback/playerState.ts'
import { usePlayer, usePlayerControls } from '../../playback/usePlayer.ts'
import { Artwork } from '../../ui/Artwork.tsx'
import { artworkOf } from '../../ui/TrackList.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { ReorderableList } from '../../ui/ReorderableList.tsx'
import { Duration } from '../../ui/Time.tsx'
import { roughDuration } from '../player/spokenPosition.ts'
import { nextRepeat, repeatLabels } from '../player/repeat.ts'
import { totalDuration } from '../../ui/time.ts'
import { t } from '../../../shared/i18n/t.ts'

/** What plays after this, to arrange. */
export function QueuePanel() {
  const player = usePlayerControls()
  const queue = usePlayer((state) => state.queue)
  const index = usePlayer((state) => state.index)
  if (queue.length === 0) {
    return (
      <EmptyState
        icon={ListMusic}
        title={t('queue.theQueueIsEmpty')}
        actions={
          <Link to="/library" className="leading-6 font-medium text-accent underline">
            {t('common.goToYourLibrary')}
          </Link>
        }
      >
        {t('queue.whatYouPlayStandsHere')}
      </EmptyState>
    )
  }
  return (
    <div className="ps-4 pe-2 pb-4">
      <QueueBar />
      <ReorderableList
        label={t('common.queue')}
        items={queue}
        keyOf={({ key }) => key}
        nameOf={({ track }) => track.title}
        isCurrent={({ key }) => key === queue[index]?.key}
        onMove={({ key }, to) => player.reorder(key, to)}
        onRemove={({ key }) => player.removeFromQueue(key)}
        onOpen={({ key }) => player.jumpTo(key)}
      >
        {(item) => <QueueRow item={item} isCurrent={item.key === queue[index]?.key} />}
      </ReorderableList>
    </div>
  )
}

function QueueBar() {
  const player = usePlayerControls()
  const isShuffled = usePlayer((state) => state.isShuffled)
  const repeat = usePlayer((state) => state.repeat)
  const queue = usePlayer((state) => state.queue)
  const length = totalDuration(queue.map(({ track }) => track))
  return (
    <div className="flex h-12 items-center gap-1 px-2">
      <p className="me-auto text-sm text-text-3">
        {t('count.track', { count: queue.length })}, {roughDuration(length)}
      </p>
      <IconButton
        label={t('common.shuffle')}
        icon={Shuffle}
        size="small"
        isPressed={isShuffled}
        onClick={() => player.setShuffle(!isShuffled)}
      />
      <IconButton
        label={repeatLabels[repeat]}
        icon={repeat === 'one' ? Repeat1 : Repeat}
        size="small"
        isPressed={repeat !== 'off'}
        onClick={() => player.setRepeat(nextRepeat[repeat])}
      />
      <Button size="small" variant="quiet" onClick={() => player.clear()}>
        {t('queue.clear')}
      </Button>
    </div>
  )
}

function QueueRow({ item, isCurrent }: { readonly item: QueueItem; readonly isCurrent: boolean }) {
  const player = usePlayerControls()
  const { track, key, isPreview } = item
  return (
    <>
      <button
        type="button"
        aria-label={t('queue.playTitle', { title: track.title })}
        onClick={() => player.jumpTo(key)}
        className="rounded-small"
      >
        <Artwork {...artworkOf(track)} pixels={36} className="size-9" />
      </button>
      <div className="min-w-0 flex-1">
        <p dir="auto" className={isCurrent ? 'truncate font-medium text-accent' : 'truncate font-medium'}>
          {track.title}
        </p>
        <p className="truncate text-sm text-text-2">
          {isPreview ? t('queue.previewBy', { artist: track.artistName }) : track.artistName}
        </p>
      </div>
      <Duration
        ms={track.durationMs}
        className="text-sm text-text-3 group-focus-within/row:hidden group-hover/row:hidden"
      />
      <IconButton
        label={t('queue.removeTitle', { title: track.title })}
        icon={X}
        size="small"
        onClick={() => player.removeFromQueue(key)}
        className="hidden! group-focus-within/row:inline-flex! group-hover/row:inline-flex!"
      />
    </>
  )
}

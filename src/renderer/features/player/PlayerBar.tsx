import { Info, ListMusic, Repeat, Repeat1, Shuffle } from 'lucide-react'
import { usePlayer, usePlayerControls } from '../../playback/usePlayer.ts'
import { useShell } from '../../shell/shellStore.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { clockTime } from '../../ui/time.ts'
import { NowPlaying } from './NowPlaying.tsx'
import { nextRepeat, repeatLabels } from './repeat.ts'
import { PlayerSeekSlider } from './PlayerSeekSlider.tsx'
import { Transport } from './Transport.tsx'
import { usePlayerCommands } from './usePlayerCommands.ts'
import { VolumeControl } from './VolumeControl.tsx'
import { PlaybackError } from './PlaybackError.tsx'
import { PlaybackOptions } from './PlaybackOptions.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** The bottom bar: what plays, and its controls. */
export function PlayerBar() {
  usePlayerCommands()
  return (
    <>
      <PlaybackError />
      <div className="flex h-18 items-center gap-3 px-3 wide:gap-5">
        <NowPlaying />
        <Transport />
        <SeekBar />
        <PlaybackModes />
      </div>
    </>
  )
}

/** The position in the track. */
function SeekBar() {
  const position = usePlayer((state) => state.position)
  const duration = usePlayer((state) => state.duration)
  return (
    <div
      dir="ltr"
      className="grid min-w-0 flex-1 grid-cols-2 items-center text-xs text-text-2 min-[900px]:grid-cols-[40px_1fr_40px] min-[900px]:gap-3 min-[900px]:text-sm"
    >
      <div className="order-first col-span-2 min-w-0 min-[900px]:order-2 min-[900px]:col-span-1">
        <PlayerSeekSlider />
      </div>
      <span aria-hidden className="min-[900px]:order-1 min-[900px]:text-end">
        {clockTime(position * 1000)}
      </span>
      <span aria-hidden className="text-end min-[900px]:order-3 min-[900px]:text-start">
        {clockTime(duration * 1000)}
      </span>
    </div>
  )
}

function PlaybackModes() {
  const player = usePlayerControls()
  const isShuffled = usePlayer((state) => state.isShuffled)
  const repeat = usePlayer((state) => state.repeat)
  const { panel, togglePanel } = useShell()
  return (
    <div className="flex items-center">
      <IconButton
        label={t('common.shuffle')}
        icon={Shuffle}
        isPressed={isShuffled}
        onClick={() => player.setShuffle(!isShuffled)}
      />
      <IconButton
        label={repeatLabels[repeat]}
        icon={repeat === 'one' ? Repeat1 : Repeat}
        isPressed={repeat !== 'off'}
        onClick={() => player.setRepeat(nextRepeat[repeat])}
      />
      <VolumeControl />
      <PlaybackOptions />
      <IconButton
        label={t('common.details')}
        icon={Info}
        keys="i"
        isPressed={panel === 'details'}
        onClick={() => togglePanel('details')}
      />
      <IconButton
        label={t('common.queue')}
        icon={ListMusic}
        keys="q"
        isPressed={panel === 'queue'}
        onClick={() => togglePanel('queue')}
      />
    </div>
  )
}

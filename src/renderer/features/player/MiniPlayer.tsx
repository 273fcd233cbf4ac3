import { Maximize2 } from 'lucide-react'
import { useIpcMutation } from '../../ipc/queries.ts'
import { usePlayer, usePlayerControls } from '../../playback/usePlayer.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { NowPlaying } from './NowPlaying.tsx'
import { PlaybackError } from './PlaybackError.tsx'
import { SeekSlider } from './SeekSlider.tsx'
import { Transport } from './Transport.tsx'
import { usePlayerCommands } from './usePlayerCommands.ts'

/** All of a window that is small and stays above the others. */
export function MiniPlayer() {
  usePlayerCommands()
  const player = usePlayerControls()
  const set = useIpcMutation('app.setPreferences')
  const { waveform, position, duration, buffered, track } = usePlayer((state) => state)
  return (
    <main aria-label="Mini player" className="flex h-full flex-col justify-center bg-surface-2">
      <h1 className="sr-only">Mini player</h1>
      <div className="flex items-center gap-2 px-3">
        <NowPlaying />
        <span className="flex-1" />
        <Transport />
        <IconButton
          label="Back to the whole window"
          icon={Maximize2}
          keys="n"
          onClick={() => set.mutate({ isMiniPlayer: false })}
        />
      </div>
      <div className="flex px-3">
        <SeekSlider
          waveform={waveform}
          position={position}
          duration={duration}
          buffered={buffered}
          onSeek={(seconds) => player.seek(seconds)}
          isDisabled={track === null}
          height={20}
        />
      </div>
      <PlaybackError />
    </main>
  )
}

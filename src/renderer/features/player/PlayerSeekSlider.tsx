import { usePlayer, usePlayerControls } from '../../playback/usePlayer.ts'
import { SeekSlider } from './SeekSlider.tsx'

/** The position in what plays. @param height of the waveform, px */
export function PlayerSeekSlider({ height = 32 }: { readonly height?: number }) {
  const player = usePlayerControls()
  const { waveform, position, duration, buffered, track } = usePlayer((state) => state)
  return (
    <SeekSlider
      waveform={waveform}
      position={position}
      duration={duration}
      buffered={buffered}
      onSeek={(seconds) => player.seek(seconds)}
      isDisabled={track === null}
      height={height}
    />
  )
}

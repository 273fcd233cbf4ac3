import { Volume, Volume1, Volume2, VolumeX } from 'lucide-react'
import { usePlayer, usePlayerControls } from '../../playback/usePlayer.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** The volume slider and the mute button. */
export function VolumeControl() {
  const player = usePlayerControls()
  const volume = usePlayer((state) => state.volume)
  const isMuted = usePlayer((state) => state.isMuted)
  const percent = Math.round(volume * 100)
  const icon = isMuted || percent === 0 ? VolumeX : percent < 34 ? Volume : percent < 67 ? Volume1 : Volume2
  return (
    <div className="flex items-center">
      <IconButton
        label={isMuted ? t('player.unmute') : t('player.mute')}
        icon={icon}
        keys="m"
        onClick={() => player.setMuted(!isMuted)}
      />
      <input
        type="range"
        aria-label={t('player.volume')}
        aria-valuetext={
          isMuted ? t('player.mutedPercent', { percent }) : t('player.percentPercent', { percent })
        }
        min={0}
        max={100}
        step={5}
        value={isMuted ? 0 : percent}
        onChange={(event) => {
          player.setVolume(Number(event.target.value) / 100)
          if (isMuted) player.setMuted(false)
        }}
        className="h-6 w-20 accent-accent max-wide:w-14"
      />
    </div>
  )
}

import { Repeat, Repeat1, Shuffle } from 'lucide-react'
import { usePlayer, usePlayerControls } from '../../playback/usePlayer.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { nextRepeat, repeatLabels } from './repeat.ts'
import { t } from '../../../shared/i18n/t.ts'

/** The buttons for shuffle and repeat. */
export function QueueModes() {
  const player = usePlayerControls()
  const isShuffled = usePlayer((state) => state.isShuffled)
  const repeat = usePlayer((state) => state.repeat)
  return (
    <>
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
    </>
  )
}

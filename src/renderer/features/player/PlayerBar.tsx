import { Info, ListMusic, Maximize2 } from 'lucide-react'
import { type PanelName, useShell } from '../../shell/shellStore.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { NowPlaying } from './NowPlaying.tsx'
import { PlaybackError } from './PlaybackError.tsx'
import { PlaybackOptions } from './PlaybackOptions.tsx'
import { QueueModes } from './QueueModes.tsx'
import { SeekBar } from './SeekBar.tsx'
import { Transport } from './Transport.tsx'
import { VolumeControl } from './VolumeControl.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** The bottom bar: what plays, and its controls. */
export function PlayerBar() {
  return (
    <>
      <PlaybackError />
      <div className="flex h-18 items-center gap-3 px-3 wide:gap-5">
        <NowPlaying />
        <Transport />
        <SeekBar className="flex-1" />
        <div className="flex items-center">
          <QueueModes />
          <VolumeControl />
          <PlaybackOptions />
          <PanelToggle panel="details" label={t('common.details')} icon={Info} keys="i" />
          <PanelToggle panel="queue" label={t('common.queue')} icon={ListMusic} keys="q" />
          <FullPlayerButton />
        </div>
      </div>
    </>
  )
}

interface PanelToggleProps {
  readonly panel: PanelName
  readonly label: string
  readonly icon: typeof Info
  readonly keys: string
}

function PanelToggle({ panel, ...button }: PanelToggleProps) {
  const { panel: open, togglePanel } = useShell()
  return <IconButton {...button} isPressed={open === panel} onClick={() => togglePanel(panel)} />
}

/** In a small window it is in the menu of options. */
function FullPlayerButton() {
  const showFullPlayer = useShell((shell) => shell.showFullPlayer)
  return (
    <IconButton
      label={t('player.fullPlayer')}
      icon={Maximize2}
      keys="f"
      className="max-wide:hidden"
      onClick={() => showFullPlayer(true)}
    />
  )
}

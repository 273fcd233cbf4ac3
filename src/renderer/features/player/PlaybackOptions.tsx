import { Check, Gauge, Maximize2, MicVocal, Minimize2, Moon, SlidersHorizontal } from 'lucide-react'
import { useIpcMutation } from '../../ipc/queries.ts'
import { usePlayer, usePlayerControls } from '../../playback/usePlayer.ts'
import { useShell } from '../../shell/shellStore.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, type MenuEntry } from '../../ui/Menu.tsx'
import { describeSleep, sleepAfter, sleepMinutes } from './sleepChoices.ts'
import { speedLabel, speeds } from './speeds.ts'
import { t } from '../../../shared/i18n/t.ts'

/** The menu of what is set now and then: lyrics, the player's size, speed, sleep timer. */
export function PlaybackOptions() {
  const player = usePlayerControls()
  const speed = usePlayer((state) => state.speed)
  const sleep = usePlayer((state) => state.sleep)
  const set = useIpcMutation('app.setPreferences')
  const { togglePanel, showFullPlayer, isFullPlayer } = useShell()
  const asleep = describeSleep(sleep)
  const entries: MenuEntry[] = [
    ...(isFullPlayer
      ? []
      : [
          { label: t('common.lyrics'), icon: MicVocal, keys: 'y', onSelect: () => togglePanel('lyrics') },
          {
            label: t('player.fullPlayer'),
            icon: Maximize2,
            keys: 'f',
            onSelect: () => showFullPlayer(true),
          },
        ]),
    {
      label: t('player.miniPlayer'),
      icon: Minimize2,
      keys: 'n',
      onSelect: () => set.mutate({ isMiniPlayer: true }),
    },
    'line',
    ...speeds.map((each) => ({
      label: speedLabel(each),
      icon: each === speed ? Check : Gauge,
      onSelect: () => set.mutate({ playbackSpeed: each }),
    })),
    'line',
    ...sleepMinutes.map((minutes) => ({
      label: t('player.pauseInMinutes', { count: minutes }),
      icon: Moon,
      onSelect: () => player.setSleep(sleepAfter(minutes)),
    })),
    {
      label: t('player.pauseAfterThisTrack'),
      icon: sleep === 'afterTrack' ? Check : Moon,
      onSelect: () => player.setSleep('afterTrack'),
    },
    ...(asleep === null
      ? []
      : [{ label: t('player.doNotPauseByItself'), icon: Moon, onSelect: () => player.setSleep(null) }]),
  ]
  const state = [speed === 1 ? null : speedLabel(speed), asleep].filter((part) => part !== null)
  return (
    <Menu label={t('player.playbackOptions')} entries={entries}>
      <IconButton
        label={[t('player.playbackOptions'), ...state].join(', ')}
        icon={asleep === null ? SlidersHorizontal : Moon}
        className={state.length > 0 ? 'text-accent' : undefined}
      />
    </Menu>
  )
}

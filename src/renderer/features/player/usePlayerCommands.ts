import { useEffect } from 'react'
import { useClient } from '../../ipc/ClientContext.ts'
import { usePlayerControls } from '../../playback/usePlayer.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { type Command, useCommands } from '../../shell/commands.ts'
import { useShell } from '../../shell/shellStore.ts'
import { nextRepeat } from './repeat.ts'
import { sleepAfter, sleepMinutes } from './sleepChoices.ts'
import { nextSpeed } from './speeds.ts'
import { t } from '../../../shared/i18n/t.ts'

const seekSeconds = 5
const volumeStep = 0.1
const usualCrossfadeSeconds = 4

/** The player's commands and keys, and what the tray, the menu and the system's media keys ask of it. */
export function usePlayerCommands(): void {
  const player = usePlayerControls()
  const client = useClient()
  const state = () => player.store.getState()
  const seekBy = (seconds: number) => {
    const { track, duration } = state()
    if (track !== null) player.seek(Math.min(duration, Math.max(0, player.position() + seconds)))
  }
  const showFullPlayer = useShell((shell) => shell.showFullPlayer)
  const set = useIpcMutation('app.setPreferences')
  const preferences = useIpcQuery('app.preferences', {}).data
  const changeSpeed = (direction: 1 | -1) =>
    set.mutate({ playbackSpeed: nextSpeed(state().speed, direction) })
  const changeVolume = (by: number) => player.setVolume(Math.min(1, Math.max(0, state().volume + by)))

  useCommands([
    {
      id: 'toggle',
      label: t('common.playOrPause'),
      group: 'play',
      keys: ['Space', 'k'],
      run: () => player.toggle(),
    },
    {
      id: 'previous',
      label: t('player.previousTrack'),
      group: 'play',
      keys: ['j'],
      run: () => player.previous(),
    },
    {
      id: 'next',
      label: t('player.nextTrack'),
      group: 'play',
      keys: ['l'],
      run: () => player.next(),
    },
    {
      id: 'seekBack',
      label: t('player.fiveSecondsBack'),
      group: 'play',
      keys: ['ArrowLeft'],
      run: () => seekBy(-seekSeconds),
    },
    {
      id: 'seekOn',
      label: t('player.fiveSecondsOn'),
      group: 'play',
      keys: ['ArrowRight'],
      run: () => seekBy(seekSeconds),
    },
    {
      id: 'louder',
      label: t('player.louder'),
      group: 'play',
      keys: ['ArrowUp'],
      run: () => changeVolume(volumeStep),
    },
    {
      id: 'quieter',
      label: t('player.quieter'),
      group: 'play',
      keys: ['ArrowDown'],
      run: () => changeVolume(-volumeStep),
    },
    {
      id: 'mute',
      label: t('player.muteOrUnmute'),
      group: 'play',
      keys: ['m'],
      run: () => player.setMuted(!state().isMuted),
    },
    {
      id: 'shuffle',
      label: t('player.shuffleTheQueueOrNot'),
      group: 'play',
      keys: ['s'],
      run: () => player.setShuffle(!state().isShuffled),
    },
    {
      id: 'repeat',
      label: t('player.repeatTheQueueThisTrack'),
      group: 'play',
      keys: ['r'],
      run: () => player.setRepeat(nextRepeat[state().repeat]),
    },
    {
      id: 'slower',
      label: t('player.playSlower'),
      group: 'play',
      keys: ['['],
      run: () => changeSpeed(-1),
    },
    {
      id: 'faster',
      label: t('player.playFaster'),
      group: 'play',
      keys: [']'],
      run: () => changeSpeed(1),
    },
    {
      id: 'normalSpeed',
      label: t('player.playAtNormalSpeed'),
      group: 'play',
      run: () => set.mutate({ playbackSpeed: 1 }),
    },
    {
      id: 'crossfade',
      label: t('player.crossfadeBetweenTracksOrNot'),
      group: 'play',
      run: () => set.mutate({ crossfadeSeconds: state().crossfadeSeconds === 0 ? usualCrossfadeSeconds : 0 }),
    },
    ...sleepMinutes.map((minutes): Command => {
      return {
        id: `sleep${minutes}`,
        label: t('player.sleepTimerPauseInMinutes', { count: minutes }),
        group: 'play',
        run: () => player.setSleep(sleepAfter(minutes)),
      }
    }),
    {
      id: 'sleepAfterTrack',
      label: t('player.sleepTimerPauseAfterThis'),
      group: 'play',
      keys: ['Shift+z'],
      run: () => player.setSleep(state().sleep === 'afterTrack' ? null : 'afterTrack'),
    },
    {
      id: 'sleepOff',
      label: t('player.sleepTimerOff'),
      group: 'play',
      run: () => player.setSleep(null),
    },
    {
      id: 'fullPlayer',
      label: t('player.fullPlayerOrTheWhole'),
      group: 'play',
      keys: ['f'],
      run: () => showFullPlayer(!useShell.getState().isFullPlayer),
    },
    {
      id: 'mini',
      label: t('player.miniPlayerOrTheWhole'),
      group: 'play',
      keys: ['n'],
      run: () => set.mutate({ isMiniPlayer: preferences?.isMiniPlayer !== true }),
    },
  ])

  useEffect(
    () =>
      client.on('app.command', ({ command }) => {
        if (command === 'playPause') player.toggle()
        if (command === 'next') player.next()
        if (command === 'previous') player.previous()
      }),
    [client, player],
  )
}

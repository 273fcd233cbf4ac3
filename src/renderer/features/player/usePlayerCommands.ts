import { useEffect } from 'react'
import { useClient } from '../../ipc/ClientContext.ts'
import { usePlayerControls } from '../../playback/usePlayer.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { type Command, useCommands } from '../../shell/commands.ts'
import { nextRepeat } from './repeat.ts'
import { sleepAfter, sleepMinutes } from './sleepChoices.ts'
import { nextSpeed } from './speeds.ts'

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
  const set = useIpcMutation('app.setPreferences')
  const preferences = useIpcQuery('app.preferences', {}).data
  const changeSpeed = (direction: 1 | -1) =>
    set.mutate({ playbackSpeed: nextSpeed(state().speed, direction) })
  const changeVolume = (by: number) => player.setVolume(Math.min(1, Math.max(0, state().volume + by)))

  useCommands([
    { id: 'toggle', label: 'Play or pause', group: 'Play', keys: ['Space', 'k'], run: () => player.toggle() },
    { id: 'previous', label: 'Previous track', group: 'Play', keys: ['j'], run: () => player.previous() },
    { id: 'next', label: 'Next track', group: 'Play', keys: ['l'], run: () => player.next() },
    {
      id: 'seekBack',
      label: 'Five seconds back',
      group: 'Play',
      keys: ['ArrowLeft'],
      run: () => seekBy(-seekSeconds),
    },
    {
      id: 'seekOn',
      label: 'Five seconds on',
      group: 'Play',
      keys: ['ArrowRight'],
      run: () => seekBy(seekSeconds),
    },
    { id: 'louder', label: 'Louder', group: 'Play', keys: ['ArrowUp'], run: () => changeVolume(volumeStep) },
    {
      id: 'quieter',
      label: 'Quieter',
      group: 'Play',
      keys: ['ArrowDown'],
      run: () => changeVolume(-volumeStep),
    },
    {
      id: 'mute',
      label: 'Mute or unmute',
      group: 'Play',
      keys: ['m'],
      run: () => player.setMuted(!state().isMuted),
    },
    {
      id: 'shuffle',
      label: 'Shuffle the queue, or not',
      group: 'Play',
      keys: ['s'],
      run: () => player.setShuffle(!state().isShuffled),
    },
    {
      id: 'repeat',
      label: 'Repeat the queue, this track, or nothing',
      group: 'Play',
      keys: ['r'],
      run: () => player.setRepeat(nextRepeat[state().repeat]),
    },
    { id: 'slower', label: 'Play slower', group: 'Play', keys: ['['], run: () => changeSpeed(-1) },
    { id: 'faster', label: 'Play faster', group: 'Play', keys: [']'], run: () => changeSpeed(1) },
    {
      id: 'normalSpeed',
      label: 'Play at normal speed',
      group: 'Play',
      run: () => set.mutate({ playbackSpeed: 1 }),
    },
    {
      id: 'crossfade',
      label: 'Crossfade between tracks, or not',
      group: 'Play',
      run: () => set.mutate({ crossfadeSeconds: state().crossfadeSeconds === 0 ? usualCrossfadeSeconds : 0 }),
    },
    ...sleepMinutes.map((minutes): Command => {
      return {
        id: `sleep${minutes}`,
        label: `Sleep timer: pause in ${minutes} minutes`,
        group: 'Play',
        run: () => player.setSleep(sleepAfter(minutes)),
      }
    }),
    {
      id: 'sleepAfterTrack',
      label: 'Sleep timer: pause after this track',
      group: 'Play',
      keys: ['Shift+z'],
      run: () => player.setSleep(state().sleep === 'afterTrack' ? null : 'afterTrack'),
    },
    { id: 'sleepOff', label: 'Sleep timer: off', group: 'Play', run: () => player.setSleep(null) },
    {
      id: 'mini',
      label: 'Mini player, or the whole window',
      group: 'Play',
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

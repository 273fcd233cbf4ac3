import { useEffect } from 'react'
import { useClient } from '../../ipc/ClientContext.ts'
import { usePlayerControls } from '../../playback/usePlayer.ts'
import { useCommands } from '../../shell/commands.ts'

const seekSeconds = 5
const volumeStep = 0.1

/** The player's commands and keys, and what the tray, the menu and the system's media keys ask of it. */
export function usePlayerCommands(): void {
  const player = usePlayerControls()
  const client = useClient()
  const state = () => player.store.getState()
  const seekBy = (seconds: number) => {
    const { track, duration } = state()
    if (track !== null) player.seek(Math.min(duration, Math.max(0, player.position() + seconds)))
  }
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

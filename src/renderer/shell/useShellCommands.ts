import { useNavigate, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useClient } from '../ipc/ClientContext.ts'
import { useIpcMutation } from '../ipc/queries.ts'
import { useCommandList, useCommands } from './commands.ts'
import { commandFor } from './shortcuts.ts'
import { useShell } from './shellStore.ts'

/** The frame's own commands, the keys of all commands, and what the main process asks of the page. */
export function useShellCommands(): void {
  useShortcuts()
  useNavigationFromMain()
  const navigate = useNavigate()
  const { history } = useRouter()
  const { showPalette, showShortcuts, togglePanel } = useShell()
  const lock = useIpcMutation('app.lock')

  useCommands([
    {
      id: 'diagnostics',
      label: 'Diagnostics',
      group: 'Go to',
      run: () => void navigate({ to: '/settings/diagnostics' }),
    },
    { id: 'start', label: 'Get started', group: 'Go to', run: () => void navigate({ to: '/start' }) },
    {
      id: 'palette',
      label: 'Search',
      group: 'Window',
      keys: ['Mod+k', '/'],
      isHidden: true,
      run: () => showPalette(true),
    },
    { id: 'keys', label: 'Show all keys', group: 'Window', keys: ['?'], run: () => showShortcuts(true) },
    { id: 'back', label: 'Back', group: 'Window', keys: ['Alt+ArrowLeft'], run: () => history.back() },
    {
      id: 'forward',
      label: 'Forward',
      group: 'Window',
      keys: ['Alt+ArrowRight'],
      run: () => history.forward(),
    },
    {
      id: 'queue',
      label: 'Show or hide the queue',
      group: 'Window',
      keys: ['q'],
      run: () => togglePanel('queue'),
    },
    {
      id: 'details',
      label: 'Show or hide the details of what plays',
      group: 'Window',
      keys: ['i'],
      run: () => togglePanel('details'),
    },
    {
      id: 'lyrics',
      label: 'Show or hide the lyrics',
      group: 'Window',
      keys: ['y'],
      run: () => togglePanel('lyrics'),
    },
    { id: 'lock', label: 'Lock Busker', group: 'Window', keys: ['Mod+l'], run: () => lock.mutate({}) },
  ])
}

function useShortcuts(): void {
  useEffect(() => {
    let clicked: EventTarget | null = null
    const onPointerDown = (event: PointerEvent) => (clicked = event.target)
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Tab') clicked = null
      const isCovered = document.querySelector('dialog[open]') !== null
      const command = isCovered ? undefined : commandFor(useCommandList.getState().all, event, clicked)
      if (command === undefined) return
      event.preventDefault()
      command.run()
    }
    window.addEventListener('keydown', onKeyDown)
    window.addEventListener('pointerdown', onPointerDown, { capture: true })
    return () => {
      window.removeEventListener('keydown', onKeyDown)
      window.removeEventListener('pointerdown', onPointerDown, { capture: true })
    }
  }, [])
}

function useNavigationFromMain(): void {
  const client = useClient()
  const { history } = useRouter()
  const showPalette = useShell((shell) => shell.showPalette)
  useEffect(() => {
    const stops = [
      client.on('app.navigate', ({ path }) => history.push(path)),
      client.on('app.command', ({ command }) => {
        if (command === 'search') showPalette(true)
      }),
    ]
    return () => stops.forEach((stop) => stop())
  }, [client, history, showPalette])
}

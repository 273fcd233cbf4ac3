import { useNavigate, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useClient } from '../ipc/ClientContext.ts'
import { useBasketStore } from '../features/basket/basketStore.ts'
import { useReceiptStore } from '../features/receipt/receiptStore.ts'
import { useProtectKeys } from '../features/onboarding/useProtectKeys.ts'
import { useIpcMutation } from '../ipc/queries.ts'
import { useCommandList, useCommands } from './commands.ts'
import { commandFor } from './shortcuts.ts'
import { useShell } from './shellStore.ts'
import { t } from '../../shared/i18n/t.ts'

/** The frame's own commands, the keys of all commands, and what the main process asks of the page. */
export function useShellCommands(): void {
  useShortcuts()
  useNavigationFromMain()
  const navigate = useNavigate()
  const { history } = useRouter()
  const { showPalette, showShortcuts, togglePanel } = useShell()
  const lock = useIpcMutation('app.lock')
  const { isUnprotected, protect } = useProtectKeys()
  const showBasket = useBasketStore((basket) => basket.show)
  const checkReceipt = useReceiptStore((receipts) => receipts.open)

  useCommands([
    {
      id: 'diagnostics',
      label: t('common.diagnostics'),
      group: 'goTo',
      run: () => void navigate({ to: '/settings/diagnostics' }),
    },
    {
      id: 'basket',
      label: t('basket.showTheBasket'),
      group: 'goTo',
      keys: ['b'],
      run: showBasket,
    },
    {
      id: 'start',
      label: t('common.getStarted'),
      group: 'goTo',
      run: () => void navigate({ to: '/start' }),
    },
    {
      id: 'palette',
      label: t('shell.search'),
      group: 'window',
      keys: ['Mod+k', '/'],
      isHidden: true,
      run: () => showPalette(true),
    },
    {
      id: 'keys',
      label: t('shell.showAllShortcuts'),
      group: 'window',
      keys: ['?'],
      run: () => showShortcuts(true),
    },
    {
      id: 'back',
      label: t('common.back'),
      group: 'window',
      keys: ['Alt+ArrowLeft'],
      run: () => history.back(),
    },
    {
      id: 'forward',
      label: t('shell.forward'),
      group: 'window',
      keys: ['Alt+ArrowRight'],
      run: () => history.forward(),
    },
    {
      id: 'queue',
      label: t('shell.showOrHideTheQueue'),
      group: 'window',
      keys: ['q'],
      run: () => togglePanel('queue'),
    },
    {
      id: 'details',
      label: t('shell.showOrHideTheDetails'),
      group: 'window',
      keys: ['i'],
      run: () => togglePanel('details'),
    },
    {
      id: 'lyrics',
      label: t('shell.showOrHideTheLyrics'),
      group: 'window',
      keys: ['y'],
      run: () => togglePanel('lyrics'),
    },
    {
      id: 'checkReceipt',
      label: t('receipt.checkMore'),
      group: 'window',
      run: checkReceipt,
    },
    {
      id: 'lock',
      label: t('shell.lockBusker'),
      group: 'window',
      keys: ['Mod+l'],
      run: () => (isUnprotected ? protect() : lock.mutate({})),
    },
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
  const checkReceipt = useReceiptStore((receipts) => receipts.open)
  useEffect(() => {
    const stops = [
      client.on('app.navigate', ({ path }) => history.push(path)),
      client.on('app.command', ({ command }) => {
        if (command === 'search') showPalette(true)
        if (command === 'checkReceipt') checkReceipt()
      }),
    ]
    return () => stops.forEach((stop) => stop())
  }, [client, history, showPalette, checkReceipt])
}

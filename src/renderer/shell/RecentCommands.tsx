import type { RecentFileView } from '../../shared/api/recent.ts'
import { t } from '../../shared/i18n/t.ts'
import { useIpcMutation, useIpcQuery } from '../ipc/queries.ts'
import { messageOf } from '../ui/ErrorState.tsx'
import { useToasts } from '../ui/toasts.ts'
import { type Command, useCommands } from './commands.ts'

/** Offers what was opened or saved lately in the palette. */
export function RecentCommands() {
  const files = useIpcQuery('app.recentFiles', {}).data ?? []
  // Mounted anew with another list: commands are taken once.
  return files.length === 0 ? null : <CommandsOf key={files.map(({ id }) => id).join()} files={files} />
}

function CommandsOf({ files }: { readonly files: readonly RecentFileView[] }) {
  const open = useIpcMutation('app.openRecent')
  const clear = useIpcMutation('app.clearRecent')
  const showToast = useToasts((toasts) => toasts.show)
  const onError = (error: unknown) => showToast(messageOf(error), { tone: 'bad' })
  useCommands([
    ...files.map(({ id, kind, name }): Command => ({
      id: `recent ${id}`,
      label: t(`shell.${openAgain[kind]}`, { name }),
      group: 'recent',
      run: () => open.mutate({ id }, { onError }),
    })),
    {
      id: 'clearRecent',
      label: t('common.clearRecent'),
      group: 'recent',
      run: () => clear.mutate({}, { onError }),
    },
  ])
  return null
}

const openAgain = {
  receipt: 'openReceiptAgain',
  invitation: 'openInvitationAgain',
  network: 'openNetworkAgain',
} as const

import type { Label } from '../../../shared/ids.ts'
import { isBuskerError } from '../../../shared/errors.ts'
import { t } from '../../../shared/i18n/t.ts'
import { useClient } from '../../ipc/ClientContext.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'

/** Saves and opens files that go with a release. */
export function useBonusActions(label: Label) {
  const client = useClient()
  const showToast = useToasts((toasts) => toasts.show)
  const showError = (error: unknown) => {
    if (!isBuskerError(error, 'CONFIRMATION_DECLINED')) showToast(messageOf(error), { tone: 'bad' })
  }
  const save = async (index: number) => {
    const saved = await client.ask('app.saveBonus', { label, index })
    if (saved === null) return
    const show = () => void client.ask('app.showExported', { id: saved.id }).catch(showError)
    const action = { label: t('files.showInFolder'), onPress: show }
    showToast(t('work.bonusSaved', { file: saved.file }), { tone: 'good', action })
  }
  return {
    save: (index: number) => void save(index).catch(showError),
    open: (index: number) => void client.ask('app.openBonus', { label, index }).catch(showError),
  }
}

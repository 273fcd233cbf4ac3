import { useSaveFile } from '../files/useSaveFile.ts'
import { t } from '../../../shared/i18n/t.ts'

/** Saves the receipt of an order to a file the person chooses, and shows its path. */
export function useSaveReceipt(): (id: string) => void {
  const { save } = useSaveFile('app.saveReceipt', (file) => t('purchases.theReceiptIsSavedAs', { file }))
  return (id) => save({ id })
}

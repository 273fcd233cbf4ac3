import { useEffect } from 'react'
import { useClient } from '../../ipc/ClientContext.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { useReceiptStore } from './receiptStore.ts'

/** Checks the receipt of a file that somebody opened outside of the page, also before there was one. */
export function useOpenedReceipt(): void {
  const client = useClient()
  const checkText = useReceiptStore((receipts) => receipts.checkText)
  const showToast = useToasts((toasts) => toasts.show)
  useEffect(() => {
    const take = () => {
      client
        .ask('app.takeReceipt', {})
        .then(({ text }) => (text === null ? undefined : checkText(text, client)))
        .catch((error: unknown) => showToast(messageOf(error), { tone: 'bad' }))
    }
    take()
    return client.on('app.receiptOpened', take)
  }, [client, checkText, showToast])
}

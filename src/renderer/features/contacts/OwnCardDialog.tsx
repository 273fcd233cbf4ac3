import { useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { QrCode } from '../../ui/QrCode.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** One's own card as a link and a QR code, for whoever wants to give one music. */
export function OwnCardDialog({ onClose }: { readonly onClose: () => void }) {
  const { data, error } = useIpcQuery('ownContactLink', {})
  return (
    <Dialog
      title={t('settings.myCard')}
      description={t('contacts.whoHasYourCard')}
      isOpen
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('common.done')}</Button>}
    >
      {error === null ? null : <ErrorState title={t('settings.myCard')} error={error} />}
      {data === undefined ? null : (
        <>
          <div className="mx-auto max-w-72">
            <QrCode text={data.link} label={t('contacts.cardForACamera')} />
          </div>
          <p className="mt-4 flex items-center gap-2 rounded-small bg-surface-3 p-3">
            <code className="line-clamp-2 min-w-0 flex-1 font-mono text-sm wrap-anywhere" dir="ltr">
              {data.link}
            </code>
            <CopyButton label={t('contacts.copyLink')} text={data.link} />
          </p>
        </>
      )}
    </Dialog>
  )
}

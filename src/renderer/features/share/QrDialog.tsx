import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { QrCode } from '../../ui/QrCode.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { t } from '../../../shared/i18n/t.ts'

interface QrDialogProps {
  readonly name: string
  readonly link: string
  readonly onClose: () => void
}

/** A link as a QR code, on the screen and for a poster. */
export function QrDialog({ name, link, onClose }: QrDialogProps) {
  const save = useIpcMutation('app.saveQrCode')
  const showToast = useToasts((toasts) => toasts.show)
  const saveAs = (format: 'png' | 'svg') =>
    save.mutate(
      { link, format },
      {
        onSuccess: ({ file }) =>
          file === null ? undefined : showToast(t('share.savedTo', { file }), { tone: 'good' }),
        onError: (error) => showToast(error.message, { tone: 'bad' }),
      },
    )
  return (
    <Dialog
      title={t('share.aCodeFor', { name })}
      description={t('share.whoeverHasBuskerAndPoints')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={() => saveAs('svg')}>{t('share.saveAsSvg')}</Button>
          <Button variant="primary" onClick={() => saveAs('png')}>
            {t('share.saveAsPng')}
          </Button>
        </>
      }
    >
      <div className="mx-auto max-w-64">
        <QrCode text={link} label={t('share.qrCodeThatLeadsTo', { name })} />
      </div>
      <p className="mt-3 text-center text-sm wrap-anywhere text-text-2">{link}</p>
    </Dialog>
  )
}

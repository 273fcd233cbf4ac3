import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { QrCode } from '../../ui/QrCode.tsx'
import { useSaveFile } from '../files/useSaveFile.ts'
import { t } from '../../../shared/i18n/t.ts'

interface QrDialogProps {
  readonly name: string
  readonly link: string
  readonly onClose: () => void
}

/** A link as a QR code, on the screen and for a poster. */
export function QrDialog({ name, link, onClose }: QrDialogProps) {
  const { save } = useSaveFile('app.saveQrCode', (file) => t('share.savedTo', { file }))
  return (
    <Dialog
      title={t('share.aCodeFor', { name })}
      description={t('share.whoeverHasBuskerAndPoints')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={() => save({ link, format: 'svg' })}>{t('share.saveAsSvg')}</Button>
          <Button variant="primary" onClick={() => save({ link, format: 'png' })}>
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

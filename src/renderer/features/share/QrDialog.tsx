import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { QrCode } from '../../ui/QrCode.tsx'
import { useToasts } from '../../ui/toasts.ts'

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
          file === null ? undefined : showToast(`Saved to ${file}.`, { tone: 'good' }),
        onError: (error) => showToast(error.message, { tone: 'bad' }),
      },
    )
  return (
    <Dialog
      title={`A code for “${name}”`}
      description="Whoever has Busker and points a camera at it comes to this page. Print it at two centimetres or more."
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={() => saveAs('svg')}>Save as SVG…</Button>
          <Button variant="primary" onClick={() => saveAs('png')}>
            Save as PNG…
          </Button>
        </>
      }
    >
      <div className="mx-auto max-w-64">
        <QrCode text={link} label={`QR code that leads to ${name}`} />
      </div>
      <p className="mt-3 text-center text-sm wrap-anywhere text-text-2">{link}</p>
    </Dialog>
  )
}

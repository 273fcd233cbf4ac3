import { type ReactNode, useId } from 'react'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'

interface FormDialogProps {
  readonly title: string
  readonly description?: ReactNode
  readonly isOpen: boolean
  readonly onClose: () => void
  /** It can't be closed: what is under way has to end first. */
  readonly isHeld?: boolean
  /** What the button that does not go on does; default: it closes. */
  readonly onCancel?: () => void
  /** On the button that goes on. */
  readonly submitLabel: string
  /** On the one that does not. */
  readonly cancelLabel: string
  /** What is written makes sense: it can be sent. */
  readonly isReady: boolean
  readonly busy: string | false
  readonly onSubmit: () => void
  /** The fields. */
  readonly children: ReactNode
  /** Under the fields: why it did not work. */
  readonly problem?: ReactNode
}

/** Asks for something in fields. Enter in any of them goes on. */
export function FormDialog({
  submitLabel,
  cancelLabel,
  isReady,
  busy,
  onSubmit,
  onCancel,
  children,
  problem,
  ...dialog
}: FormDialogProps) {
  const form = useId()
  return (
    <Dialog
      {...dialog}
      actions={
        <>
          <Button disabled={dialog.isHeld} onClick={onCancel ?? dialog.onClose}>
            {cancelLabel}
          </Button>
          <Button type="submit" form={form} variant="primary" disabled={!isReady} busy={busy}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady && busy === false) onSubmit()
        }}
      >
        {children}
      </form>
      {problem}
    </Dialog>
  )
}

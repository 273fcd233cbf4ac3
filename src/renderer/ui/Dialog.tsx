import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { IconButton } from './IconButton.tsx'
import { PortalContainerProvider } from './portalContainer.ts'
import { useModal } from './useModal.ts'
import { t } from '../../shared/i18n/t.ts'

export interface DialogProps {
  readonly title: string
  readonly description?: ReactNode
  readonly isOpen: boolean
  /** By Escape, the cross, or a press outside. */
  readonly onClose: () => void
  /** It can't be closed: what is under way has to end first. */
  readonly isHeld?: boolean
  /** There is nothing to press in it: its text is scrolled by keys. */
  readonly isText?: boolean
  readonly children?: ReactNode
  /** Buttons, the one that goes on last. */
  readonly actions?: ReactNode
}

/** A modal dialog in the middle of the window, for one decision. */
export function Dialog(props: DialogProps) {
  return (
    <Modal
      {...props}
      className="m-auto max-h-[calc(100%-48px)] w-[min(480px,calc(100%-48px))] animate-rise rounded-large"
    />
  )
}

/** A modal sheet at the right of the window, for something with steps. */
export function Sheet(props: DialogProps) {
  return (
    <Modal {...props} className="my-0 me-0 ms-auto h-full max-h-full w-[min(440px,100%)] animate-slide" />
  )
}

function Modal({
  title,
  description,
  isOpen,
  onClose,
  isHeld = false,
  isText = false,
  children,
  actions,
  className,
}: DialogProps & { readonly className: string }) {
  const { ref, dialog } = useModal(onClose, isHeld)
  const id = useId()
  if (!isOpen) return null
  return (
    <dialog
      ref={ref}
      aria-labelledby={`${id}-title`}
      aria-describedby={description === undefined ? undefined : `${id}-description`}
      className={clsx(
        // Text as on a page, wherever the button stands that opens it.
        'overflow-hidden open:flex open:flex-col border border-line bg-surface-1 p-0 text-start text-base font-normal whitespace-normal text-text-1 shadow-raised backdrop:bg-scrim',
        className,
      )}
    >
      <div className="flex min-h-0 flex-1 flex-col">
        <PortalContainerProvider value={dialog}>
          <header className="flex items-start justify-between gap-4 px-6 pt-5 pb-3">
            <h2
              id={`${id}-title`}
              tabIndex={-1}
              className="pt-1 text-xl font-semibold text-balance wrap-anywhere outline-none"
            >
              {title}
            </h2>
            <IconButton
              label={t('common.close')}
              icon={X}
              disabled={isHeld}
              onClick={onClose}
              className="-me-2"
            />
          </header>
          <div
            {...(isText ? { tabIndex: 0, role: 'region', 'aria-labelledby': `${id}-title` } : {})}
            className="min-h-0 flex-1 overflow-y-auto px-6 pb-6"
          >
            {description === undefined ? null : (
              <div id={`${id}-description`} className="mb-4 text-text-2">
                {description}
              </div>
            )}
            {children}
          </div>
          {actions === undefined ? null : (
            <footer className="flex flex-wrap justify-end gap-2 border-t border-line bg-surface-2 px-6 py-4">
              {actions}
            </footer>
          )}
        </PortalContainerProvider>
      </div>
    </dialog>
  )
}

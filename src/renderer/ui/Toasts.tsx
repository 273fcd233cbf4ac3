import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from './Button.tsx'
import { IconButton } from './IconButton.tsx'
import { type Toast, useToasts } from './toasts.ts'
import { t } from '../../shared/i18n/t.ts'

const visibleMs = 7_000
/** There has to be time to press something. */
const withActionMs = 10_000

/** The live region: announces purchases, progress and what went wrong. One in the application. */
export function Toasts() {
  const shown = useToasts((toasts) => toasts.shown)
  return (
    <section
      aria-label={t('ui.announcements')}
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-36 z-40 flex flex-col items-center gap-2 px-4"
    >
      {shown.map((toast) => (
        <ToastItem key={toast.id} toast={toast} />
      ))}
    </section>
  )
}

const toneStyles = { plain: 'border-line', good: 'border-positive', bad: 'border-danger' } as const

function ToastItem({ toast }: { readonly toast: Toast }) {
  const { id, text, tone, action } = toast
  const dismiss = useToasts((toasts) => toasts.dismiss)
  const hasAction = action !== undefined
  useEffect(() => {
    const timer = setTimeout(() => dismiss(id), hasAction ? withActionMs : visibleMs)
    return () => clearTimeout(timer)
  }, [dismiss, id, hasAction])
  return (
    <div
      className={clsx(
        'pointer-events-auto flex max-w-xl animate-rise items-center gap-2 rounded-large border bg-surface-2 py-1.5 pe-1.5 ps-4 shadow-raised',
        toneStyles[tone],
      )}
    >
      <p className="py-1">{text}</p>
      {action === undefined ? null : (
        <Button
          size="small"
          variant="quiet"
          onClick={() => {
            dismiss(id)
            action.onPress()
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton label={t('ui.dismiss')} icon={X} size="small" onClick={() => dismiss(id)} />
    </div>
  )
}

import { clsx } from 'clsx'
import { TriangleAlert } from 'lucide-react'
import { isBuskerError, toErrorData } from '../../shared/errors.ts'
import { Button } from './Button.tsx'
import { t } from '../../shared/i18n/t.ts'
import { errorText } from '../../shared/i18n/errorText.ts'

interface ErrorStateProps {
  /** What was tried: `Your library could not be read`. */
  readonly title: string
  readonly error: unknown
  /** What it means for the money. Showing something never costs any. */
  readonly money?: string
  readonly onRetry?: () => void
  readonly retryLabel?: string
  readonly className?: string
}

/** What happened, what it means for the money, and what to press. What a person did not confirm has failed nowhere. */
export function ErrorState({
  title,
  error,
  money = t('ui.yourMoneyAndWhatYou'),
  onRetry,
  retryLabel = t('common.tryAgain'),
  className,
}: ErrorStateProps) {
  const code = isBuskerError(error) ? error.code : undefined
  const isDeclined = code === 'CONFIRMATION_DECLINED'
  return (
    <div
      role="alert"
      className={clsx('flex gap-3 rounded-large border border-danger/40 bg-danger-soft p-4', className)}
    >
      <TriangleAlert size={18} aria-hidden className="mt-0.5 shrink-0 text-danger" />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <h2 className="font-semibold">{isDeclined ? t('ui.youDidNotConfirmIt') : title}</h2>
        <p className="wrap-anywhere">{messageOf(error)}</p>
        {isDeclined ? null : <p>{money}</p>}
        <div className="mt-2 flex flex-wrap items-center gap-3">
          {onRetry === undefined ? null : (
            <Button size="small" onClick={onRetry}>
              {retryLabel}
            </Button>
          )}
          {code === undefined || isDeclined ? null : <code className="text-xs text-text-2">{code}</code>}
        </div>
      </div>
    </div>
  )
}

/** The sentence of an error in the language that is shown, or a sentence that is one already, for a toast or beside a field. */
export function messageOf(error: unknown): string {
  return typeof error === 'string' ? error : errorText(toErrorData(error))
}

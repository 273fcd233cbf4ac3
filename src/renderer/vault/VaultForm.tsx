import { type ReactNode, useEffect, useRef } from 'react'
import { Button } from '../ui/Button.tsx'
import type { Task } from './useTask.ts'

export interface VaultFormProps {
  readonly title: string
  readonly children: ReactNode
  /** The words on the button that goes on. */
  readonly action: string
  /** The words while it is under way. */
  readonly busy?: string
  readonly task?: Task
  readonly isReady?: boolean
  readonly onSubmit: () => void
  /** A second button, beside the submit button. */
  readonly secondaryAction?: { readonly label: string; readonly onPress: () => void } | undefined
}

/** One page of the vault window: a form with one submit button. */
export function VaultForm({
  title,
  children,
  action,
  busy,
  task,
  isReady = true,
  onSubmit,
  secondaryAction,
}: VaultFormProps) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (form.current?.contains(document.activeElement) === true) return
    form.current?.querySelector<HTMLElement>('input, textarea, button[type=submit]')?.focus()
    // A button can be focused once it is ready.
  }, [title, isReady])
  return (
    <form
      key={title}
      ref={form}
      className="flex h-dvh flex-col bg-surface-1 text-text-1"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady && task?.isBusy !== true) onSubmit()
      }}
    >
      <main className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-8 pt-8 pb-4">
        <h1 className="text-xl font-semibold text-balance">{title}</h1>
        {children}
        {task?.problem === null || task === undefined ? null : (
          <p role="alert" className="rounded-small bg-danger-soft px-3 py-2 text-danger">
            {task.problem}
          </p>
        )}
      </main>
      <footer className="flex items-center justify-between gap-3 border-t border-line px-8 py-4">
        {secondaryAction === undefined ? (
          <span />
        ) : (
          <Button variant="quiet" disabled={task?.isBusy === true} onClick={secondaryAction.onPress}>
            {secondaryAction.label}
          </Button>
        )}
        <Button
          type="submit"
          variant="primary"
          disabled={!isReady}
          busy={task?.isBusy === true && (busy ?? action)}
        >
          {action}
        </Button>
      </footer>
    </form>
  )
}

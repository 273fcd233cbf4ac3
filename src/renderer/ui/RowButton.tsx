import type { LucideIcon } from 'lucide-react'
import type { MouseEvent } from 'react'

interface RowButtonProps {
  /** Its name, which the system shows when it is pointed at. */
  readonly label: string
  readonly icon: LucideIcon
  readonly onClick: (event: MouseEvent<HTMLButtonElement>) => void
}

/** A small button with an icon in a row of a long list: a tooltip of our own in each row would make scrolling slow. */
export function RowButton({ label, icon: Icon, onClick }: RowButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="inline-flex size-7 shrink-0 items-center justify-center rounded-small text-text-2 hover:bg-surface-3 hover:text-text-1"
    >
      <Icon size={15} aria-hidden />
    </button>
  )
}

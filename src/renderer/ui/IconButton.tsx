import { clsx } from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { ariaKeys } from './Kbd.tsx'
import { Tooltip } from './Tooltip.tsx'

const sizes = { small: 'size-7', medium: 'size-9', large: 'size-11' } as const

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label' | 'children'> {
  /** Its name, shown when pointed at. */
  readonly label: string
  readonly icon: LucideIcon
  readonly size?: keyof typeof sizes
  readonly variant?: 'quiet' | 'primary'
  /** Keys that do the same, shown beside the name. */
  readonly keys?: string | undefined
  /** For something that is on or off. */
  readonly isPressed?: boolean | undefined
}

/** A button with an icon; its name is its tooltip. */
export function IconButton({
  label,
  icon: Icon,
  size = 'medium',
  variant = 'quiet',
  keys,
  isPressed,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys}>
      <NamedButton
        type="button"
        {...rest}
        aria-label={label}
        aria-keyshortcuts={keys === undefined ? undefined : ariaKeys(keys)}
        aria-pressed={isPressed}
        className={clsx(
          'inline-flex shrink-0 items-center justify-center rounded-small transition-colors disabled:opacity-40',
          variant === 'primary'
            ? 'bg-accent text-on-accent hover:brightness-110'
            : 'hover:bg-surface-3 hover:text-text-1',
          variant === 'quiet' && (isPressed === true ? 'text-accent' : 'text-text-2'),
          sizes[size],
          className,
        )}
      >
        <Icon size={size === 'small' ? 15 : size === 'large' ? 20 : 18} aria-hidden />
      </NamedButton>
    </Tooltip>
  )
}

/** It has its tooltip as its name, so that it is not described by it as well. */
function NamedButton({ 'aria-describedby': _tooltip, ...props }: ComponentProps<'button'>) {
  return <button {...props} />
}

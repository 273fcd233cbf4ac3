import { clsx } from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'

const variants = {
  primary: 'bg-accent text-on-accent hover:brightness-110 disabled:bg-surface-3 disabled:text-text-3',
  secondary: 'bg-surface-2 text-text-1 border border-line-strong hover:bg-surface-3 disabled:text-text-3',
  quiet: 'bg-transparent text-text-1 hover:bg-surface-3 disabled:text-text-3',
  danger: 'bg-danger text-on-danger hover:brightness-110 disabled:bg-surface-3 disabled:text-text-3',
} as const

const sizes = {
  small: 'h-7 px-2.5 gap-1.5 text-sm',
  medium: 'h-9 px-3.5 gap-2 text-base',
  large: 'h-11 px-5 gap-2.5 text-lg',
} as const

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  /** The words on it are its name. */
  readonly children: NonNullable<ReactNode>
  readonly variant?: keyof typeof variants
  readonly size?: keyof typeof sizes
  readonly icon?: LucideIcon | undefined
  /** Words for what is under way; the button cannot be pressed meanwhile. */
  readonly busy?: string | false | undefined
}

/** A button with text. */
export function Button({
  variant = 'secondary',
  size = 'medium',
  icon: Icon,
  busy,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled === true || Boolean(busy)}
      aria-busy={Boolean(busy)}
      className={clsx(
        'inline-flex shrink-0 items-center justify-center rounded-small font-medium whitespace-nowrap',
        'transition-[background-color,filter,transform] active:translate-y-px',
        variants[variant],
        sizes[size],
        className,
      )}
    >
      {Icon === undefined ? null : <Icon size={size === 'small' ? 14 : 16} aria-hidden />}
      {busy ? busy : children}
    </button>
  )
}

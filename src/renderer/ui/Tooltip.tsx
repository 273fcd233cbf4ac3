import { Tooltip as Radix } from 'radix-ui'
import type { ReactElement } from 'react'
import { Kbd } from './Kbd.tsx'
import { usePortalContainer } from './portalContainer.ts'

/** Around the whole application, so that tooltips follow each other without a wait. */
export const TooltipProvider = Radix.Provider

interface TooltipProps {
  readonly text: string
  readonly keys?: string | undefined
  /** One element that can take a ref and handlers. */
  readonly children: ReactElement
}

/** A tooltip for what is pointed at or focused. */
export function Tooltip({ text, keys, children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal container={usePortalContainer()}>
        <Radix.Content
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex max-w-72 items-center gap-2 rounded-small bg-text-1 px-2 py-1 text-sm text-surface-1 shadow-raised"
        >
          {text}
          {keys === undefined ? null : <Kbd keys={keys} />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

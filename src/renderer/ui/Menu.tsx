import { clsx } from 'clsx'
import type { LucideIcon } from 'lucide-react'
import { ContextMenu as RadixContext, DropdownMenu as RadixMenu } from 'radix-ui'
import type { ReactElement } from 'react'
import { Kbd } from './Kbd.tsx'
import { usePortalContainer } from './portalContainer.ts'

export interface MenuAction {
  readonly label: string
  readonly icon?: LucideIcon
  readonly keys?: string
  readonly isDangerous?: boolean
  readonly isDisabled?: boolean
  readonly onSelect: () => void
}
/** What can be done, and lines between kinds of it. */
export type MenuEntry = MenuAction | 'line'

const surface =
  'z-50 min-w-52 animate-rise rounded-small border border-line bg-surface-2 p-1 text-text-1 shadow-raised'

interface MenuProps {
  /** The menu's name. */
  readonly label: string
  readonly entries: readonly MenuEntry[]
  /** A button: it opens the menu. */
  readonly children: ReactElement
}

interface ContextMenuProps {
  /** The menu's name. */
  readonly label: string
  /** Called when it opens. */
  readonly entries: () => readonly MenuEntry[]
  /** What is pressed with the other button. */
  readonly children: ReactElement
}

/** Opened by a button. Not modal: the modal one injects a style sheet. */
export function Menu({ label, entries, children }: MenuProps) {
  return (
    <RadixMenu.Root modal={false}>
      <RadixMenu.Trigger asChild>{children}</RadixMenu.Trigger>
      <RadixMenu.Portal container={usePortalContainer()}>
        <RadixMenu.Content
          aria-label={label}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className={surface}
        >
          <Entries entries={entries} kind={RadixMenu} />
        </RadixMenu.Content>
      </RadixMenu.Portal>
    </RadixMenu.Root>
  )
}

/** Opened by the other mouse button or the menu key. It offers what the toolbar offers. */
export function ContextMenu({ label, entries, children }: ContextMenuProps) {
  return (
    <RadixContext.Root modal={false}>
      <RadixContext.Trigger asChild>{children}</RadixContext.Trigger>
      <RadixContext.Portal container={usePortalContainer()}>
        <RadixContext.Content aria-label={label} collisionPadding={8} className={surface}>
          <ContextEntries entries={entries} />
        </RadixContext.Content>
      </RadixContext.Portal>
    </RadixContext.Root>
  )
}

function ContextEntries({ entries }: Pick<ContextMenuProps, 'entries'>) {
  return <Entries entries={entries()} kind={RadixContext} />
}

type Kind = Pick<typeof RadixMenu, 'Item' | 'Separator'>

function Entries({ entries, kind }: { readonly entries: readonly MenuEntry[]; readonly kind: Kind }) {
  return entries.map((entry, index) => {
    if (entry === 'line') return <kind.Separator key={index} className="my-1 h-px bg-line" />
    const { label, icon: Icon, keys, isDangerous, isDisabled = false, onSelect } = entry
    return (
      <kind.Item
        key={label}
        disabled={isDisabled}
        onSelect={onSelect}
        className={clsx(
          'flex h-8 items-center gap-2.5 rounded-[4px] px-2 outline-none data-disabled:text-text-3 data-highlighted:bg-surface-3',
          isDangerous === true && 'text-danger',
        )}
      >
        {Icon === undefined ? null : <Icon size={15} aria-hidden className="opacity-70" />}
        <span className="flex-1">{label}</span>
        {keys === undefined ? null : <Kbd keys={keys} />}
      </kind.Item>
    )
  })
}

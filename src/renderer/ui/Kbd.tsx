import { clsx } from 'clsx'

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent)

const keySymbols: Readonly<Record<string, string>> = {
  Mod: isApple ? '⌘' : 'Ctrl',
  Shift: isApple ? '⇧' : 'Shift',
  Alt: isApple ? '⌥' : 'Alt',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Space: 'Space',
  Escape: 'Esc',
}

/** Keys as `aria-keyshortcuts` has them. @param keys as a command spells them */
export function ariaKeys(keys: string): string {
  return keys.replace('Mod', isApple ? 'Meta' : 'Control')
}

/** @param keys as a command spells them: `Mod+k`, `Shift+ArrowLeft` */
export function Kbd({ keys, className }: { readonly keys: string; readonly className?: string }) {
  return (
    <kbd className={clsx('inline-flex gap-1 font-sans', className)}>
      {keys.split('+').map((key) => (
        <span
          key={key}
          className="min-w-5 rounded-[4px] border border-current/30 px-1 text-center text-xs leading-[18px]"
        >
          {keySymbols[key] ?? (key.length === 1 ? key.toUpperCase() : key)}
        </span>
      ))}
    </kbd>
  )
}

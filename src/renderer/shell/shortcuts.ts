import type { Command } from './commands.ts'

type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** How a command would spell what was pressed: `Mod+k`, `Shift+ArrowLeft`, `?`. Shift is not said of a sign that needs it. */
export function shortcutOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyPress): string {
  const name = code === 'Space' ? 'Space' : key.length === 1 ? key.toLowerCase() : key
  const isSign = name.length === 1 && !/[a-z0-9]/.test(name)
  const parts = [(ctrlKey || metaKey) && 'Mod', altKey && 'Alt', shiftKey && !isSign && 'Shift', name]
  return parts.filter((part) => part !== false).join('+')
}

/** True where letters are text, and keys belong to what has the focus. */
export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable) return true
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'range'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}

/** True where a key already means something to what has the focus: Space on a button, arrows in a slider or a list. */
export function isHandledByFocus(target: EventTarget | null, keys: string): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (keys === 'Space')
    return target.closest('button, [role="tab"], summary, input, [role^="menuitem"]') !== null
  if (keys.includes('Arrow'))
    return target.closest('[role="slider"], [role="grid"], [role="tablist"], [role="menu"], input') !== null
  return false
}

/** The command that a key press means, if it means one. In fields, only those with Mod. */
export function commandFor(commands: readonly Command[], event: KeyboardEvent): Command | undefined {
  const keys = shortcutOf(event)
  if (event.defaultPrevented || isHandledByFocus(event.target, keys)) return undefined
  if (isTextField(event.target) && !keys.startsWith('Mod+')) return undefined
  return commands.findLast((command) => command.keys?.includes(keys))
}

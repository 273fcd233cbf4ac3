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

/** Where Space and letters mean something whoever gave the focus: they choose an entry. */
const choices = '[role="menu"], [role="listbox"], [role="combobox"], [role^="menuitem"]'
/** What Space presses for those who reached it by keyboard. */
const pressable = 'button, summary, [role="tab"], [role="switch"], input:not([type="range"])'

/**
 * True where a key already means something to what has the focus: arrows in a slider or a list, Space and letters in a menu, Space on
 * a button that was reached by keyboard. On one that was clicked, Space plays and pauses: nobody means it twice.
 *
 * @param clicked what the pointer pressed last, and no key was used since to go elsewhere
 */
export function isHandledByFocus(
  target: EventTarget | null,
  keys: string,
  clicked: EventTarget | null = null,
): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (keys === 'Space') {
    if (target.closest(choices) !== null) return true
    const isClicked = clicked instanceof Node && target.contains(clicked)
    return !isClicked && target.closest(pressable) !== null
  }
  if (keys.length === 1) return target.closest(choices) !== null
  if (keys.includes('Arrow'))
    return target.closest('[role="slider"], [role="grid"], [role="tablist"], [role="menu"], input') !== null
  return false
}

/** The command that a key press means, if it means one. In fields, only those with Mod. @param clicked see {@link isHandledByFocus} */
export function commandFor(
  commands: readonly Command[],
  event: KeyboardEvent,
  clicked: EventTarget | null = null,
): Command | undefined {
  const keys = shortcutOf(event)
  if (event.defaultPrevented || isHandledByFocus(event.target, keys, clicked)) return undefined
  if (isTextField(event.target) && !keys.startsWith('Mod+')) return undefined
  return commands.findLast((command) => command.keys?.includes(keys))
}

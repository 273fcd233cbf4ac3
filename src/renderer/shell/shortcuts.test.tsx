import { afterEach, expect, test } from 'vitest'
import { commandFor, shortcutOf } from './shortcuts.ts'

afterEach(() => document.body.replaceChildren())

const press = (init: KeyboardEventInit & { target?: HTMLElement }) => {
  const event = new KeyboardEvent('keydown', { cancelable: true, bubbles: true, ...init })
  const target = init.target ?? document.body
  if (target !== document.body) document.body.append(target)
  target.dispatchEvent(event)
  return event
}

test.each<[KeyboardEventInit, string]>([
  [{ key: ' ', code: 'Space' }, 'Space'],
  [{ key: 'K', ctrlKey: true }, 'Mod+k'],
  [{ key: 'k', metaKey: true }, 'Mod+k'],
  [{ key: '?', shiftKey: true }, '?'],
  [{ key: 'ArrowLeft', shiftKey: true }, 'Shift+ArrowLeft'],
  [{ key: 'M', shiftKey: true }, 'Shift+m'],
])('%j is spelled %s', (init, keys) => {
  expect(shortcutOf(new KeyboardEvent('keydown', init))).toBe(keys)
})

const command = {
  id: 'mute',
  label: 'Mute',
  group: 'play',
  keys: ['m', 'Space', 'Mod+k'],
  run: () => {},
} as const

test('a letter means its command, but not in a field', () => {
  expect(commandFor([command], press({ key: 'm' }))).toBe(command)
  expect(commandFor([command], press({ key: 'm', target: document.createElement('input') }))).toBeUndefined()
  expect(
    commandFor([command], press({ key: 'm', target: document.createElement('textarea') })),
  ).toBeUndefined()
})

test('with Ctrl it means it in a field too', () => {
  const target = document.createElement('input')
  expect(commandFor([command], press({ key: 'k', ctrlKey: true, target }))).toBe(command)
})

test('Space on a button presses the button', () => {
  const target = document.createElement('button')
  expect(commandFor([command], press({ key: ' ', code: 'Space', target }))).toBeUndefined()
})

test('Space on a button that was clicked, or on a slider, plays: nobody presses the button twice by it', () => {
  const target = document.createElement('button')
  const icon = target.appendChild(document.createElement('span'))
  expect(commandFor([command], press({ key: ' ', code: 'Space', target }), icon)).toBe(command)
  const slider = Object.assign(document.createElement('input'), { type: 'range' })
  expect(commandFor([command], press({ key: ' ', code: 'Space', target: slider }))).toBe(command)
})

test('a letter in a menu chooses an entry', () => {
  const menu = document.createElement('div')
  menu.setAttribute('role', 'menu')
  const entry = menu.appendChild(document.createElement('div'))
  document.body.append(menu)
  const event = new KeyboardEvent('keydown', { key: 'm', bubbles: true, cancelable: true })
  entry.dispatchEvent(event)
  expect(commandFor([command], event)).toBeUndefined()
})

test.each(['menuitem', 'option', 'combobox'])('Space on a %s is its own, however it was reached', (role) => {
  const list = document.createElement('div')
  list.setAttribute('role', role === 'menuitem' ? 'menu' : 'listbox')
  const target = list.appendChild(document.createElement('div'))
  target.setAttribute('role', role)
  document.body.append(list)
  const event = new KeyboardEvent('keydown', { key: ' ', code: 'Space', bubbles: true, cancelable: true })
  target.dispatchEvent(event)
  expect(commandFor([command], event, target)).toBeUndefined()
})

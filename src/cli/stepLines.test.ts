import { Writable } from 'node:stream'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { BuskerError } from '../shared/errors.ts'
import { Terminal } from './terminal.ts'

/** DECAWM, by which a terminal wraps lines or cuts them. */
const [withoutWrapping, withWrapping] = ['\u001b[?7l', '\u001b[?7h']

afterEach(() => void vi.restoreAllMocks())

/** What three hours of audio tell: far more often than anybody can read. */
function tellAll(terminal: Terminal): void {
  for (const step of ['encoding', 'sealing'])
    for (let count = 0; count <= 50_000; count += 1)
      terminal.step({ step, fraction: count / 50_000 }, step, count / 50_000)
}

function written(isTTY: boolean, isJson = false) {
  let text = ''
  const errors = new Writable({
    write: (part: Buffer, _encoding, done) => {
      text += part.toString()
      done()
    },
  })
  vi.spyOn(process.stdout, 'write').mockImplementation((part) => errors.write(part))
  return { terminal: new Terminal(isJson, Object.assign(errors, { isTTY })), text: () => text }
}

/** What stands on a terminal after all that, by the two commands that are used. */
const screen = (text: string) =>
  text
    .replaceAll(withoutWrapping, '')
    .replaceAll(withWrapping, '')
    .split('\n')
    .map((line) => line.split('\u001b[2K\u001b[1G').at(-1) ?? '')

describe('on a terminal', () => {
  test('steps are one line, which is gone when they are done', () => {
    const { terminal, text } = written(true)
    terminal.step({}, 'encoding', 0.5)
    expect(screen(text())).toEqual(['encoding 50 %'])
    tellAll(terminal)
    expect(screen(text())).toEqual(['sealing 100 %'])
    terminal.result({}, 'Published.')
    expect(screen(text())).toEqual(['Published.', ''])
  })

  test('a notice and a failure have lines of their own', () => {
    const { terminal, text } = written(true)
    terminal.step({}, 'encoding', 0.5)
    terminal.progress({}, 'Noticed: it is silent.')
    terminal.step({}, 'encoding', 0.6)
    terminal.failure(new BuskerError('MEDIA_NOT_AUDIO', 'No audio.'))
    expect(screen(text())).toEqual(['Noticed: it is silent.', 'No audio. (MEDIA_NOT_AUDIO)', ''])
  })

  test('a title can neither make a second line nor command the terminal', () => {
    const { terminal, text } = written(true)
    terminal.step({}, `a\nb\u001b[2J\r${'long '.repeat(100)}`, 0.5)
    expect(screen(text())).toHaveLength(1)
    expect(text()).not.toContain('\u001b[2J')
    // The terminal cuts it, and wraps lines again afterwards.
    const line = text()
    expect([line.startsWith(`${withoutWrapping}a b`), line.endsWith(` 50 %${withWrapping}`)]).toEqual([
      true,
      true,
    ])
  })
})

test('without a terminal each step is a line, once, however often it is told', () => {
  const { terminal, text } = written(false)
  tellAll(terminal)
  tellAll(terminal)
  terminal.result({}, 'Published.')
  expect(text()).toBe('encoding\nsealing\nPublished.\n')
})

test('programs get a line for each percent', () => {
  const { terminal, text } = written(false, true)
  tellAll(terminal)
  const lines = text().trimEnd().split('\n')
  expect(lines).toHaveLength(2 * 101)
  expect(JSON.parse(lines[0] ?? '')).toEqual({ step: 'encoding', fraction: 0 })
})

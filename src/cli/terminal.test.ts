import { afterEach, expect, test, vi } from 'vitest'
import { BuskerError } from '../shared/errors.ts'
import { toAmount } from '../shared/money.ts'
import { printable, Terminal } from './terminal.ts'

afterEach(() => void vi.restoreAllMocks())

const attack = 'a\u001b]52;c;ZXZpbA==\u0007b\u009b2J\u202ec\rd\te'

test('nothing that is printed can command the terminal, whoever wrote it', () => {
  expect(printable(`${attack}\nnext`)).toBe('a]52;c;ZXZpbA==b2Jcde\nnext')
  const written: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  for (const isJson of [false, true]) {
    const terminal = new Terminal(isJson)
    terminal.result({ attack }, attack)
    terminal.progress({ attack }, attack)
    terminal.failure(new BuskerError('CATALOGUE_UNKNOWN', attack))
    terminal.failure(new Error(attack))
  }
  for (const text of written) expect(text.trimEnd()).not.toMatch(/[[\p{Bidi_Control}\p{Cc}]--\n]/v)
  expect(JSON.parse(written.at(-4) ?? '')).toEqual({ attack })
})

test('an amount, which JSON has no number for, can’t be printed before it is encoded', () => {
  const terminal = new Terminal(true)
  // @ts-expect-error It is a type error, too.
  expect(() => terminal.result({ sales: [{ amount: toAmount(1n) }] }, '')).toThrow(TypeError)
})

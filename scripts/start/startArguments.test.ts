import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { readStartArguments } from './startArguments.ts'

afterEach(() => vi.unstubAllEnvs())

test('is on a local network when nothing is said', () => {
  expect(readStartArguments([])).toEqual({ networkFile: null, others: [] })
})

test.each([[['--network', 'real.json']], [['--network=real.json']]])(
  'takes %j from the folder npm was called in',
  (args) => {
    vi.stubEnv('INIT_CWD', '/home/ana')
    expect(readStartArguments(args)).toEqual({ networkFile: join('/home/ana', 'real.json'), others: [] })
  },
)

test('leaves the rest to Electron', () => {
  vi.stubEnv('INIT_CWD', '/')
  expect(readStartArguments(['--user-data-dir=/x', '--network', '/a.json', '--lang=de']).others).toEqual([
    '--user-data-dir=/x',
    '--lang=de',
  ])
})

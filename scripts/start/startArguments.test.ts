import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { readStartArguments } from './startArguments.ts'

afterEach(() => vi.unstubAllEnvs())

it('is on a local network when nothing is said', () => {
  expect(readStartArguments([])).toEqual({ networkFile: null, others: [] })
})

it.each([[['--network', 'real.json']], [['--network=real.json']]])(
  'takes %j from the folder npm was called in',
  (args) => {
    vi.stubEnv('INIT_CWD', '/home/ana')
    expect(readStartArguments(args)).toEqual({ networkFile: join('/home/ana', 'real.json'), others: [] })
  },
)

it('leaves the rest to Electron', () => {
  vi.stubEnv('INIT_CWD', '/')
  expect(readStartArguments(['--user-data-dir=/x', '--network', '/a.json', '--lang=de']).others).toEqual([
    '--user-data-dir=/x',
    '--lang=de',
  ])
})

import { resolve } from 'node:path'
import { expect, test, vi } from 'vitest'
import { label } from '../shared/ids.ts'
import type { Context } from './context.ts'
import { download } from './downloading.ts'

const release = label.parse(`release/${'a'.repeat(32)}/1`)

function start(isNew = true) {
  const ask = vi.fn<(method: string, input: unknown) => Promise<unknown>>(async () => ({
    label: release,
    file: '/music/Booklet.pdf',
    isNew,
  }))
  const result = vi.fn<(value: unknown, text: string) => void>()
  const context = { terminal: { result }, node: { ask } } as unknown as Context
  const run = (bonus: string, ...labels: string[]) =>
    download(labels, { to: 'music', format: 'flac', bonus }, context)
  return { ask, run, said: () => result.mock.calls.map(([, text]) => text) }
}

test('one file that goes with a release is saved by its number', async () => {
  const { ask, run, said } = start()
  await run('2', release)
  expect(ask).toHaveBeenCalledExactlyOnceWith('exportBonus', {
    label: release,
    index: 1,
    folder: resolve('music'),
  })
  expect(said()).toEqual(['/music/Booklet.pdf'])
  const again = start(false)
  await again.run('1', release)
  expect(again.said()).toEqual(['/music/Booklet.pdf (was there already)'])
})

test('a number that none has, and several works, save nothing', async () => {
  const { ask, run } = start()
  for (const number of ['0', '21', 'x']) {
    await expect(run(number, release)).rejects.toMatchObject({ code: 'CLI_NUMBER' })
  }
  await expect(run('1', release, release)).rejects.toMatchObject({ code: 'CLI_SEVERAL' })
  expect(ask).not.toHaveBeenCalled()
})

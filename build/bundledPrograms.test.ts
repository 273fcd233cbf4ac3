import { expect, test } from 'vitest'
import { bundledPrograms } from './bundledPrograms.ts'

test('a module that names a program is transformed anew in each run, and no other', () => {
  const { configureVitest } = bundledPrograms()
  if (typeof configureVitest !== 'function') throw new Error('The plugin does not configure vitest.')
  const isKept: boolean[] = []
  configureVitest({
    defineCacheKeyGenerator: (keyOf) => {
      for (const sourceCode of ["new URL('./main.ts', import.meta.url)", "import './main.ts'"]) {
        isKept.push(keyOf({ sourceCode } as Parameters<typeof keyOf>[0]) !== false)
      }
    },
  } as Parameters<typeof configureVitest>[0])
  expect(isKept).toEqual([false, true])
})

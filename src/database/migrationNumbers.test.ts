import { globSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'

const folders = globSync('src/**/migrations')

test.each(folders)('the migrations of %s are numbered from 1, each number once', (folder) => {
  const numbers = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .map((file) => Number(file.split('-')[0]))
    .toSorted((a, b) => a - b)
  expect(numbers).toEqual(numbers.map((_number, at) => at + 1))
})

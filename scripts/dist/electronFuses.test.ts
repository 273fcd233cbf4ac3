import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FuseV1Options } from '@electron/fuses'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

const config = join(import.meta.dirname, '..', '..', 'electron-builder.yml')

test('electron-builder.yml names every fuse there is', async () => {
  const { electronFuses } = parse(await readFile(config, 'utf8')) as { electronFuses: object }
  const fuses = Object.values(FuseV1Options).filter((name) => typeof name === 'string')
  const named = fuses.map((name) => name.charAt(0).toLowerCase() + name.slice(1))
  expect(Object.keys(electronFuses).toSorted()).toEqual(named.toSorted())
})

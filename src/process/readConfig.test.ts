import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { BuskerError } from '../shared/errors.ts'
import { readConfig } from './readConfig.ts'

const schema = z.strictObject({
  name: z.string(),
  ports: z.array(z.strictObject({ port: z.int().max(65_535) })),
})
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-config-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function problemsOf(text: string): Promise<string[]> {
  const file = join(folder, 'a.json')
  await writeFile(file, text)
  const config = { missing: 'HUB_CONFIG_MISSING', invalid: 'HUB_CONFIG_INVALID', guide: 'the guide' } as const
  const error = await readConfig(file, schema, config).catch((thrown: unknown) => thrown)
  if (!(error instanceof BuskerError)) return []
  return error.message.split('\n').slice(1)
}

test('a configuration that is right is read', async () => {
  expect(await problemsOf('{ "name": "a", "ports": [] }')).toEqual([])
})

test('each setting that is not right is named with its line, and what to do', async () => {
  const text =
    '{\n  "name": 1,\n  "ports": [\n    { "port": 1 },\n    { "port": 70000 }\n  ],\n  "nmae": "a"\n}'
  expect(await problemsOf(text)).toEqual([
    expect.stringMatching(/^line 2, name: .*string.* the guide shows what goes into it\.$/),
    expect.stringMatching(/^line 5, ports\.1\.port: .*65535/),
    'line 7, nmae: there is no such setting. Remove it, or correct its name by the guide.',
  ])
})

test('what is missing is named with the line of what it belongs into', async () => {
  expect(await problemsOf('{\n  "name": "a",\n  "ports": [\n    {}\n  ]\n}')).toEqual([
    'line 4, ports.0.port is missing. Add it: the guide shows what goes into it.',
  ])
  expect(await problemsOf('{ "name": "a" }')).toEqual([
    'ports is missing. Add it: the guide shows what goes into it.',
  ])
})

test('what is no JSON is said to be none', async () => {
  expect(await problemsOf('{\n  "name"\n}')).toEqual([expect.stringMatching(/^it is no JSON: .*line 3/)])
})

import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundlePrograms } from './bundlePrograms.ts'
import { readProgramSources } from './programSources.ts'

const run = promisify(execFile)
const programs = ['src/parent.ts', 'src/child.ts', 'tool/measure.ts']
let root: string

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'busker-bundle-'))
  await write('package.json', '{ "type": "module", "devDependencies": {} }')
  await write('src/migrations/0001.sql', 'CREATE TABLE a (b)')
  await write(
    'src/shared.ts',
    'export interface Shape {}\n\nexport const fail = (): never => {\n  throw new Error("on line 4")\n}',
  )
  await write(
    'src/parent.ts',
    `#!/usr/bin/env node
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
const child = fileURLToPath(new URL('child.ts', import.meta.url))
console.log(readdirSync(new URL('migrations/', import.meta.url)).join(), String(execFileSync(process.execPath, [child])))`,
  )
  await write(
    'src/child.ts',
    `import { fail } from './shared.ts'\ntry { fail() } catch (error) { console.log(error.stack) }`,
  )
  await write(
    'tool/measure.ts',
    `console.log([import.meta.dirname, new URL('data/', import.meta.url).href, new URL('../src/child.ts', import.meta.url).href].join())`,
  )
  await bundlePrograms({ root, programs, folder: join(root, 'out') })
})
afterAll(() => rm(root, { recursive: true, force: true }))

test('a bundled program finds its children and its migrations, and its stacks name the sources', async () => {
  const printed = await runBundle('src/parent.js')
  expect(printed).toContain('0001.sql')
  expect(printed).toContain(`${join(root, 'src', 'shared.ts')}:4:`)
})

test('what only runs in the tree finds its files there, and starts bundled programs', async () => {
  expect((await runBundle('tool/measure.js')).trim().split(',')).toEqual([
    join(root, 'tool'),
    `file://${join(root, 'tool', 'data')}/`,
    `file://${join(root, 'out', 'src', 'child.js')}`,
  ])
})

test('programs are what modules name beside themselves, and another state of the sources is another bundle', async () => {
  const before = readProgramSources(root)
  expect(before.programs).toContain('src/child.ts')
  expect(readProgramSources(root)).toEqual(before)
  await write('src/child.ts', 'console.log("changed")')
  expect(readProgramSources(root).fingerprint).not.toBe(before.fingerprint)
})

async function write(name: string, text: string): Promise<void> {
  const path = join(root, name)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}

async function runBundle(program: string): Promise<string> {
  const { stdout } = await run(process.execPath, [join(root, 'out', program)])
  return stdout
}

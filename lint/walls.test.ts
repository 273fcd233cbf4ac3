import { expect, test } from 'vitest'
import { lintPlanted } from './testing/lintPlanted.ts'

/** Lines that no table may ever allow: by file, and what it would import. */
const forbidden: readonly (readonly [string, string])[] = [
  ['src/shared/a.ts', '../protocol/codec.ts'],
  ['src/shared/a.ts', 'node:fs'],
  ['src/shared/a.ts', 'fs'],
  ['src/protocol/a.ts', '../database/openDatabase.ts'],
  ['src/umbral/a.ts', '../process/child.ts'],
  ['src/raiden/a.ts', '../localnet/localnet.ts'],
  ['src/raiden/a.ts', 'raiden-ts'],
  ['src/raiden/a.ts', 'ethers'],
  ['src/preload/a.ts', '../renderer/main.tsx'],
  ['src/preload/a.ts', 'node:fs'],
  ['src/renderer/a.ts', '../preload/main.ts'],
  ['src/renderer/a.ts', '../node/createNode.ts'],
  ['src/renderer/a.test.ts', '../node/createNode.ts'],
  ['src/renderer/a.ts', 'electron'],
  ['src/node/a.ts', 'electron'],
  ['src/node/a.ts', '../hub/createHub.ts'],
  ['src/node/a.ts', '../ursula/createUrsula.ts'],
  ['src/node/market/a.ts', '../studio/studio.ts'],
  ['src/node/market/a.ts', '../media/probe.ts'],
  ['src/node/market/a.ts', 'node:fs/promises'],
  ['src/node/market/a.ts', '../access/testing/accessHarness.ts'],
  ['src/node/access/a.ts', '@nucypher/nucypher-core'],
  ['src/node/access/a.ts', 'better-sqlite3'],
  ['src/hub/a.ts', '../localnet/localnet.ts'],
  ['src/hub/a.ts', 'libp2p'],
  ['src/cli/a.ts', '../main/runApp.ts'],
  ['src/main/a.ts', '../renderer/main.tsx'],
  ['src/main/a.ts', '../../harness/app/launchApp.ts'],
  ['src/main/a.ts', 'vitest'],
]

/** Each way to name a file or a package, of something the file may not have. */
const forms: readonly string[] = [
  "import { a } from '../node/a.ts'",
  "import type { A } from '../node/a.ts'",
  "import '../node/a.ts'",
  "export { a } from '../node/a.ts'",
  "export * from '../node/a.ts'",
  "export const a = await import('../node/a.ts')",
  'export const a = await import(`../node/${b}.ts`)',
  "export type A = import('../node/a.ts').A",
  "export const a = new URL('../node/a.ts', import.meta.url)",
  'export const a = new URL(`../node/${b}.ts`, import.meta.url)',
  "export const a = createRequire(import.meta.url)('ethers')",
  "const load = createRequire(import.meta.url); load('ethers')",
  "const { resolve } = createRequire(import.meta.url); resolve('ethers/package.json')",
  "export const a = import.meta.resolve('ethers')",
  "require('ethers')",
]

async function refusals(planted: Record<string, string>): Promise<string[]> {
  const findings = await lintPlanted(planted)
  return findings.filter(({ code }) => code === 'busker(layers)').map(({ file, line }) => `${file}:${line}`)
}

test('what must stay apart is refused whatever the table says', async () => {
  const planted: Record<string, string> = {}
  for (const [file, specifier] of forbidden) planted[file] = `${planted[file] ?? ''}import '${specifier}'\n`
  const lines = Object.entries(planted).flatMap(([file, text]) =>
    text.split('\n').flatMap((line, index) => (line ? [`${file}:${index + 1}`] : [])),
  )
  expect((await refusals(planted)).toSorted()).toEqual(lines.toSorted())
})

test('every form of an import is seen', async () => {
  const files = forms.map((form, index) => [`src/ipfs/form${index}.ts`, form] as const)
  const seen = new Set(await refusals(Object.fromEntries(files)))
  expect(files.filter(([file]) => !seen.has(`${file}:1`)).map(([, form]) => form)).toEqual([])
})

test('a folder nobody declared is refused, and so is whatever imports from it', async () => {
  const undeclared = [
    'src/newcomer/a.ts',
    'src/node/newcomer/a.ts',
    'src/a.ts',
    'newcomer/a.ts',
    'newcomer.config.ts',
  ]
  const planted = Object.fromEntries(undeclared.map((file) => [file, 'export const a = 1\n']))
  const importing = undeclared.map((file) => `import '../../${file}'\n`).join('')
  const expected = [
    ...undeclared.map((file) => `${file}:1`),
    ...undeclared.map((_, index) => `src/cli/a.ts:${index + 1}`),
  ]
  expect((await refusals({ ...planted, 'src/cli/a.ts': importing })).toSorted()).toEqual(expected.toSorted())
})

test('only the files that own ipcMain and ipcRenderer import them, alone or with everything else', async () => {
  const main =
    "import { app } from 'electron'\nimport { ipcMain } from 'electron'\nimport * as e from 'electron'\n"
  const preload = "import { ipcRenderer } from 'electron'\n"
  const planted = {
    'src/main/index.ts': main,
    'src/main/a.ts': main,
    'src/preload/bridge.ts': preload,
    'src/preload/a.ts': preload,
  }
  expect(new Set(await refusals(planted))).toEqual(
    new Set(['src/main/index.ts:3', 'src/main/a.ts:2', 'src/main/a.ts:3', 'src/preload/a.ts:1']),
  )
})

test('a circle of types alone is a circle', async () => {
  const findings = await lintPlanted({
    'src/shared/a.ts': "import type { B } from './b.ts'\nexport interface A { b: B }\n",
    'src/shared/b.ts': "import type { A } from './a.ts'\nexport interface B { a: A | null }\n",
  })
  expect(findings.filter(({ code }) => code === 'import(no-cycle)').map(({ file }) => file)).toEqual(
    expect.arrayContaining(['src/shared/a.ts', 'src/shared/b.ts']),
  )
})

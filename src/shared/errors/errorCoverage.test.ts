import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { errorRegistry } from './registry.ts'

const root = join(import.meta.dirname, '../../..')
const folders = ['src', 'e2e', 'scripts', 'bench', 'harness', 'lint']
const codePattern = /['"`]([A-Z0-9]+(?:_[A-Z0-9]+)+)['"`]/g
const comment = /^\s*(?:\/\/|\*|\/\*\*).*$/gm

const files = folders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file)),
)
const isTest = (file: string) => /(?:\.test\.tsx?|testing\/\w+Contract\.ts)$/.test(file)
const isShipped = (file: string) => file.startsWith('src') && !isTest(file) && !file.includes('testing')

function codesIn(text: string): string[] {
  return [...text.matchAll(codePattern)].map(([, code]) => code ?? '')
}

/** Codes that shipped code names otherwise than to compare with them. */
function thrownCodes(): Set<string> {
  const registry = join('src', 'shared', 'errors')
  const texts = files
    .filter((file) => isShipped(file) && !file.startsWith(registry))
    .map((file) => readFileSync(join(root, file), 'utf8').replaceAll(comment, ''))
    .map((text) => text.replaceAll(/isBuskerError\([^)]*\)/g, '').replaceAll(/[!=]== '\w+'/g, ''))
  return new Set([...texts.flatMap(codesIn), 'REMOTE_ERROR_UNKNOWN'])
}

/** Codes that tests expect: an error that a test itself makes, with its message, is none that happened. */
function expectedCodes(): Set<string> {
  const texts = files
    .filter((file) => isTest(file) && !import.meta.filename.endsWith(file))
    .map((file) => readFileSync(join(root, file), 'utf8').replaceAll(comment, ''))
    .map((text) =>
      text
        .replaceAll(/new BuskerError\(\s*'\w+'/g, '')
        .replaceAll(/code: '\w+'(?: as const)?,\s*message(?:: (?!expect)| \})/g, ''),
    )
  return new Set(texts.flatMap(codesIn))
}

test('every code of the registry is thrown somewhere', () => {
  const thrown = thrownCodes()
  expect(Object.keys(errorRegistry).filter((code) => !thrown.has(code))).toEqual([])
})

test('every code is expected by a test', () => {
  const expected = expectedCodes()
  expect(Object.keys(errorRegistry).filter((code) => !expected.has(code))).toEqual([])
})

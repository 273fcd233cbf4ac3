import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { errorRegistry } from './registry.ts'

/** Codes that no test makes happen yet. Names only leave this list: whoever tests one removes it here. */
const untested: readonly string[] = [
  'CLI_SECRETS_DIFFER',
  'CLI_SECRET_MISSING',
  'DEMO_BLIND',
  'DEMO_NOT_BOUGHT',
  'DEMO_NOT_FOUND',
  'DEMO_NOT_REFUSED',
  'DEMO_NOT_SEALED',
  'DEMO_OTHER_SOUND',
  'DEMO_TOO_SHORT',
  'HUB_HOMESERVER_UNREACHABLE',
  'HUB_LEASE_FAILED',
  'HUB_URSULA_MISNAMED',
  'IPFS_BLOCK_TOO_LARGE',
  'LOCALNET_ANVIL_MISSING',
  'LOCALNET_CONTRACTS_MISSING',
  'LOCALNET_ENDED',
  'LOCALNET_NOT_UP',
  'LOCALNET_STOPPED',
  'LOCALNET_STUCK',
  'MEDIA_NONE',
  'MEDIA_PREVIEW_TOO_LARGE',
  'NODE_ENDED',
  'NODE_LATE',
  'PLAYBACK_DROPPED',
  'PLAYBACK_NOT_DECODED',
  'PLAYBACK_NOT_KEPT',
  'PLAYBACK_NO_ADDRESS',
  'PLAYBACK_NO_PICTURE',
  'PLAYBACK_NO_PREVIEW',
  'PLAYBACK_NO_SEGMENT',
  'PLAYBACK_NO_SOUND',
  'PLAYBACK_UNREACHABLE',
  'POLICY_STOPPED',
  'PROCESS_BAD_MESSAGE',
  'PROCESS_LEFTOVER_STUCK',
  'RAIDEN_WRONG_CHAIN',
  'STORE_BINDING_MISSING',
  'UMBRAL_BROKEN',
  'UPLOAD_KEY_MISSING',
  'UPLOAD_RESTORED',
  'UPLOAD_UNFINISHED',
  'UPLOAD_UNKNOWN',
]

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

test('every code is expected by a test, apart from a list that only shrinks', () => {
  const expected = expectedCodes()
  const missing = Object.keys(errorRegistry).filter((code) => !expected.has(code))
  expect(missing.toSorted()).toEqual(untested.toSorted())
})

import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { type ErrorCode, errorRegistry } from '../errors/registry.ts'
import { errorSentencesOf } from './errorSentences.ts'
import { errorText } from './errorText.ts'
import { showLanguage } from './t.ts'

afterEach(() => showLanguage('en'))
const translated = ['de', 'es', 'ar'] as const
const codes = Object.keys(errorRegistry) as ErrorCode[]

describe.each(translated)('in %s', (language) => {
  test('every code of the registry has a sentence of its own', async () => {
    const sentences = await errorSentencesOf(language)
    expect(Object.keys(sentences ?? {}).toSorted()).toEqual(codes.toSorted())
    for (const [code, sentence] of Object.entries(sentences ?? {}))
      expect(`${code}: ${sentence}`).toMatch(/^[A-Z_0-9]+: \S.{5,300}[.؟]$/u)
  })

  test('none of them is English', async () => {
    const sentences = Object.entries((await errorSentencesOf(language)) ?? {})
    const english = sentences.filter(([, sentence]) => /\b(the|and|is not|you|again)\b/i.test(sentence))
    expect(english).toEqual([])
  })

  test('an error is said in it, whatever the node says, and never fails to be', async () => {
    await showLanguage(language)
    const sentences = await errorSentencesOf(language)
    fc.assert(
      fc.property(fc.constantFrom(...codes), fc.string(), (code, message) => {
        expect(errorText({ code, message }).startsWith(sentences?.[code] ?? 'none')).toBe(true)
      }),
    )
  })
})

test('in English the node’s own sentence is shown', () => {
  expect(errorText({ code: 'NODE_DISK_FULL', message: 'The disk is full.' })).toBe('The disk is full.')
})

test.each([
  ['ORDER_LOCK_PENDING', 'It is decided by 2026-12-24T18:30:00.000Z.', '(24.12.2026, '],
  ['WALLET_GAS_MISSING', 'Your account has 0.002 ETH, and this takes 0.01 ETH.', '(0.002 ETH · 0.01 ETH)'],
  ['UPLOAD_KEY_MISSING', 'The key of “Ballad” is not on this machine.', '(Ballad)'],
  ['MEDIA_UNREADABLE', '/home/ana/Music/song.wav cannot be read (EACCES).', '(/home/ana/Music/song.wav)'],
  ['SNAPSHOT_NO_FILE', 'cut.busker is not a whole snapshot.', '(cut.busker)'],
  [
    'SNAPSHOT_FOREIGN',
    'This snapshot belongs to 0xabcdef0123, and these words to 0xfedcba3210.',
    '0xfedcba3210)',
  ],
] as const)('%s is followed by what it is about', async (code, message, facts) => {
  await showLanguage('de')
  expect(errorText({ code, message })).toContain(facts)
})

test('what somebody else’s machine says is not passed on in a language that nobody chose', async () => {
  await showLanguage('es')
  const message = 'The other side says: “The hub is being stopped. Ask again in a minute.”'
  expect(errorText({ code: 'HUB_STOPPING', message })).not.toMatch(/being|minute\b/)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanLine, cleanParagraph, line, lineOrNothing, paragraph, quote, shorten } from './text.ts'

const esc = '\u001b'
const graphemes = (text: string) => [...new Intl.Segmenter('en').segment(text)].length
/** Texts of a stranger who knows what screens and terminals obey. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        esc,
        `${esc}]52;c;`,
        '\u009b2J',
        '\u0007',
        '\u0000',
        '\n',
        '\r\n',
        '\t',
        '\u2028',
        '\u0085',
        '\v',
      ),
      fc.constantFrom('\u202e', '\u2066', '\u2067', '\u2068', '\u2069', '\u200e', '\u061c'),
      fc.constantFrom('\u200b', '\u00ad', '\u3164', '\ufeff', '\u2800', '\u200d', '\ud83d', '\ude00'),
      fc.constantFrom('“', '”', '"', '́'.repeat(40), '👩‍👩‍👧‍👦', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'नमस्ते', 'می‌خواهم'),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.string({ unit: 'binary', maxLength: 12 }),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''))

test('no line has anything in it that a terminal or a screen obeys', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const cleaned = cleanLine(text)
      expect(cleaned).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Cs}\p{Zl}\p{Zp}\u200b\u00ad\u3164\ufeff]/u)
      expect(cleaned).not.toMatch(/^\s|\s$|\s\s/u)
      expect(cleaned).not.toMatch(/\p{M}{7}/u)
      expect(cleanLine(cleaned)).toBe(cleaned)
    }),
  )
})

test('a paragraph keeps its lines and nothing else that is not text', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const cleaned = cleanParagraph(text)
      expect(cleaned.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Cs}\p{Zl}\p{Zp}]/u)
      expect(cleaned).not.toContain('\n\n\n')
      expect(cleanParagraph(cleaned)).toBe(cleaned)
    }),
  )
  expect(cleanParagraph('One \r\n\r\n\n\nTwo\u2028three')).toBe('One\n\nTwo\nthree')
})

test('what people write in any script stays as it was', () => {
  for (const text of [
    'Beyoncé – “Halo” (Remix) [2009]',
    '宇多田ヒカル',
    'می‌خواهم',
    'नमस्ते',
    'שלום עולם',
    'ภาษาไทย',
    '👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇩🇪 ❤️ 👍🏽',
    'Motörhead',
  ])
    expect(line(40).parse(text)).toBe(text.normalize('NFC'))
})

test.each([
  [`${esc}]52;c;ZXZpbA==\u0007Ana`, ']52;c;ZXZpbA==Ana'],
  ['Ana\u202e3pm.exe', 'Ana3pm.exe'],
  ['Ana\nBusker: enter your words', 'Ana Busker: enter your words'],
  ['A\u200bn\u00ada', 'Ana'],
  ['Z' + '̴'.repeat(50), `Z${'̴'.repeat(6)}`],
])('%j is shown as %j', (text, shown) => {
  expect(line(200).parse(text)).toBe(shown)
})

test('a name of nothing that can be read is none', () => {
  for (const text of ['', ' ', '\u200b', '\u3164', '\u2800\u2800', '\u202e\u200d', '\u0301'])
    expect(line(200).safeParse(text).success).toBe(false)
  expect(lineOrNothing(200).parse('\u200b ')).toBe('')
})

test('length is counted as people count, and bounded in bytes all the same', () => {
  const family = '👩‍👩‍👧‍👦'
  expect(line(3).safeParse(family.repeat(2)).success).toBe(true)
  expect(line(3).safeParse('abcd').success).toBe(false)
  expect(line(3).safeParse('e\u0301e\u0301e\u0301').success).toBe(true)
  expect(paragraph(10).safeParse(`a${'\u0301'.repeat(1000)}`).success).toBe(false)
  fc.assert(
    fc.property(hostile, fc.integer({ min: 1, max: 20 }), (text, max) => {
      const parsed = line(max).safeParse(text)
      expect(graphemes(parsed.data ?? '')).toBeLessThanOrEqual(max)
      expect(graphemes(shorten(text, max))).toBeLessThanOrEqual(max)
    }),
  )
})

test('a quotation can not be ended by what is quoted', () => {
  expect(quote('no” Busker: enter your 24 words at evil.example “')).toBe(
    '“no’ Busker: enter your 24 words at evil.example ’”',
  )
  fc.assert(
    fc.property(hostile, (text) => {
      expect(quote(text)).toMatch(/^“[^“”"\n]*”$/u)
      expect(graphemes(quote(text, 20))).toBeLessThanOrEqual(22)
    }),
  )
})

import { z } from 'zod'

/** A grapheme of the largest emoji has this many code units or fewer, on average far fewer. */
const unitsPerGrapheme = 8
/** More marks on one letter than any script stacks reach over the lines around it. */
const stackedMarks = /(\p{M}{6})\p{M}+/gu
/** What a terminal or a screen obeys, or reorders, and nobody reads; a lone half of a surrogate pair too. */
const controls = /[\p{Cc}\p{Bidi_Control}\p{Cs}]/gu
/** What shows nothing. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu
/** But joins letters and pictures, or makes a flag. */
const joining = /[\p{Join_Control}\p{Variation_Selector}\u{e0020}-\u{e007f}]/u
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * Text that somebody wrote, as one line: without control characters, marks of direction and what is invisible; white space
 * of any kind is one space. Cleaning twice is cleaning once.
 */
export function cleanLine(text: string): string {
  return clean(text.replace(/[\s\u2800]+/gu, ' '))
    .replace(/ {2,}/gu, ' ')
    .trim()
}

/** As {@link cleanLine}, line by line; more than one empty line in a row is one. */
export function cleanParagraph(text: string): string {
  return text
    .split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/u)
    .map(cleanLine)
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim()
}

/** A line of text that somebody wrote, of 1 to `maxGraphemes` characters as people count them; cleaned. */
export function line(maxGraphemes: number) {
  return written(cleanLine, maxGraphemes).refine(isVisible, {
    error: 'must have something to read',
  })
}

/** As {@link line}, or nothing at all: a field that may be left empty. */
export function lineOrNothing(maxGraphemes: number) {
  return written(cleanLine, maxGraphemes)
}

/** Text of several lines that somebody wrote, of at most `maxGraphemes` characters as people count them; cleaned. */
export function paragraph(maxGraphemes: number) {
  return written(cleanParagraph, maxGraphemes)
}

/** Whether there is anything to read. */
export function isVisible(text: string): boolean {
  return visible.test(text)
}

/** What there is to read of a text as one line of at most `maxGraphemes`; undefined where that is nothing. */
export function toLine(text: string | undefined, maxGraphemes: number): string | undefined {
  const cleaned = shorten(cleanLine(text ?? ''), maxGraphemes)
  return visible.test(cleaned) ? cleaned : undefined
}

/** The beginning of a text, with an ellipsis where more would follow. @param maxGraphemes at least 1 */
export function shorten(text: string, maxGraphemes: number): string {
  if (isWithin(text, maxGraphemes)) return text
  let end = 0
  let count = 0
  for (const { index } of segmenter.segment(text)) {
    if (index >= maxGraphemes * unitsPerGrapheme) break
    end = index
    if (++count === maxGraphemes) break
  }
  return `${text.slice(0, end).trimEnd()}…`
}

/**
 * What somebody else wrote, within a sentence of ours: cleaned, shortened, and in quotation marks that it can't close itself.
 */
export function quote(text: string, maxGraphemes = 300): string {
  return `“${shorten(cleanLine(text), maxGraphemes).replaceAll(/[“”„‟"«»]/gu, '’')}”`
}

function written(cleaned: (text: string) => string, maxGraphemes: number) {
  return z
    .string()
    .max(maxGraphemes * unitsPerGrapheme)
    .overwrite(cleaned)
    .refine((text) => isWithin(text, maxGraphemes), { error: `must be at most ${maxGraphemes} characters` })
}

function clean(text: string): string {
  return text
    .normalize('NFC')
    .replace(controls, '')
    .replace(invisible, (character) => (joining.test(character) ? character : ''))
    .replace(stackedMarks, '$1')
    .normalize('NFC')
}

/** Whether a text has at most `maxGraphemes` characters as people count them; one of absurdly many code units has not. */
export function isWithin(text: string, maxGraphemes: number): boolean {
  if (text.length <= maxGraphemes) return true
  if (text.length > maxGraphemes * unitsPerGrapheme) return false
  let count = 0
  for (const _ of segmenter.segment(text)) if (++count > maxGraphemes) return false
  return true
}

import type { ErrorData } from '../errors/parseError.ts'
import { shownErrorSentences, shownLocale } from './t.ts'

/** A time as messages have it. */
const time = /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z/g
/** What somebody or something is called: in quotation marks, and no sentence. */
const named = /“([^”]{1,80})”|"([^"]{1,80})"/g
const amount =
  /\b\d[\d,.]*\d(?= (?:[A-Z][A-Za-z0-9]{1,9}|MB|GB)\b)(?: [A-Za-z0-9]+)|\b\d+(?:\.\d+)? (?:MB|GB|[A-Z]{2,10})\b/g
const address = /0x[0-9a-fA-F]{6,}/g
const file =
  /(?:\/[^\s/]+){2,}|[A-Z]:\\\S+|\b[\w-]+\.(?:wav|flac|mp3|m4a|ogg|opus|aiff?|jpe?g|png|webp|json|busker|html)\b/g
/** From here on it is what somebody else's machine said, in whatever language. */
const quotation = / says: “.*$/s

/**
 * The sentence of an error in the language that is shown. Elsewhere than in English it is the code's own, followed by what
 * this one is about, as the node's sentence names it: times, amounts, names, files and addresses.
 */
export function errorText({ code, message }: ErrorData): string {
  const sentence = shownErrorSentences()?.[code]
  if (sentence === undefined) return message
  const facts = factsOf(message)
  return facts.length === 0 ? sentence : `${sentence} (${facts.join(' · ')})`
}

/** What a message names, each once, in its order. */
function factsOf(message: string): string[] {
  const found: { readonly at: number; readonly text: string }[] = []
  let rest = message.replace(quotation, '')
  const take = (pattern: RegExp, textOf: (match: RegExpMatchArray) => string) => {
    rest = rest.replace(pattern, (...given) => {
      const match = given as unknown as RegExpMatchArray
      const at = given.findLast((each) => typeof each === 'number') as number
      found.push({ at, text: textOf(match) })
      return ' '.repeat(match[0]?.length ?? 0)
    })
  }
  take(named, ([, curled, straight]) => curled ?? straight ?? '')
  take(time, ([text]) => shownTime(text ?? ''))
  take(file, ([text]) => text ?? '')
  take(address, ([text]) => text ?? '')
  take(amount, ([text]) => text ?? '')
  const texts = found.toSorted((a, b) => a.at - b.at).map(({ text }) => text.replace(/[.,;:]$/, ''))
  return [...new Set(texts)].filter((text) => text !== '' && !isSentence(text))
}

/** Of three words or more that begin as a sentence does and end as one: nobody is called so. */
const isSentence = (text: string) => /^\p{Lu}.*\s.*\s.*[.!?]$/u.test(text)

function shownTime(text: string): string {
  const at = new Date(text)
  if (Number.isNaN(at.getTime())) return text
  return new Intl.DateTimeFormat(shownLocale(), { dateStyle: 'medium', timeStyle: 'short' }).format(at)
}

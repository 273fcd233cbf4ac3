import { catalogueOf } from '../../src/shared/i18n/t.ts'
import type { Language } from '../../src/shared/i18n/languages.ts'

const placeholder = /\{\{\s*(\w+)[^}]*\}\}/u
const pluralForm = /_(?:zero|one|two|few|many|other)$/u

/** Says how something is called in a language whose English name, or its beginning, is given: as text, or a pattern of it. */
export type NameIn = (english: string) => string | RegExp

/** A message that says a name, and what stands in it in place of what. */
interface Said {
  readonly key: string
  readonly parts: ReadonlyMap<string, string>
}

/**
 * Names in a language, by the messages of both. What stands in a message in place of something else is named by its own message:
 * `Price of all tracks`. What no message says, such as a title, is called the same in all.
 */
export async function namesIn(language: Language): Promise<NameIn> {
  if (language === 'en') return (english) => english
  const [english, translated] = await Promise.all([catalogueOf('en'), catalogueOf(language)])
  const messages = messagesOf(english)
  const translations = Map.groupBy(messagesOf(translated), ([key]) => key.replace(pluralForm, ''))

  const translate = ({ key, parts }: Said): string[] =>
    (translations.get(key.replace(pluralForm, '')) ?? []).map(([, message]) => {
      const [first = '', ...rest] = message.split(placeholder)
      return rest.reduce(
        (source, text, index) => source + (index % 2 === 0 ? sourceOfPart(parts.get(text)) : literal(text)),
        literal(first),
      )
    })
  const sourceOfPart = (part: string | undefined) => {
    // A number or a day is written in another way.
    if (part === undefined || /\d/u.test(part)) return '.+'
    const exact = messages
      .filter(([, message]) => message.toLowerCase() === part.toLowerCase())
      .flatMap(([key]) => translate({ key, parts: new Map() }))
    // A name of another direction is set apart by marks.
    return `.?(?:${[...exact, literal(part)].join('|')}).?`
  }
  return (name) => {
    const said = messages.flatMap(([key, message]) => saidBy(key, message, name) ?? [])
    const exact = said.filter(({ isWhole, parts }) => isWhole && parts.size === 0)
    const containing = messages
      .filter(([, message]) => message.includes(name))
      .map(([key]) => ({ key, parts: new Map<string, string>() }))
    const [found = []] = [exact, said, containing].filter(({ length }) => length > 0)
    if (found.length === 0) return name
    return new RegExp(`^(?:${[...new Set(found.flatMap(translate)), literal(name)].join('|')})$`, 'u')
  }
}

function messagesOf(catalogue: Awaited<ReturnType<typeof catalogueOf>>): (readonly [string, string])[] {
  return Object.entries(catalogue).flatMap(([area, messages]) =>
    Object.entries(messages).map(([key, message]) => [`${area}.${key}`, message] as const),
  )
}

/** Undefined where a message neither says a name nor begins with it; what it says by placeholders alone is too much. */
function saidBy(key: string, message: string, name: string): (Said & { isWhole: boolean }) | undefined {
  const [first = '', ...rest] = message.split(placeholder)
  const names: string[] = []
  let [source, words] = [literal(first), first]
  const match = (isWhole: boolean) => {
    const found = words.trim() === '' ? null : new RegExp(`^${source.trim()}$`, 'u').exec(name)
    return (
      found && { key, isWhole, parts: new Map(names.map((part, index) => [part, found[index + 1] ?? ''])) }
    )
  }
  for (let at = 0; at < rest.length; at += 2) {
    const begun = match(false)
    if (begun !== null) return begun
    const [part = '', after = ''] = rest.slice(at)
    names.push(part)
    source += '(.+)'
    const ended = match(after === '')
    if (ended !== null) return ended
    source += literal(after)
    words += after
  }
  return match(true) ?? undefined
}

const literal = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`)

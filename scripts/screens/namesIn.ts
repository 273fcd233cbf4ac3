import { catalogueOf } from '../../src/shared/i18n/t.ts'
import type { Language } from '../../src/shared/i18n/languages.ts'

const placeholder = /\{\{[^}]*\}\}/u

/** Says how something is called in a language whose English name, or a part of it, is given: as text, or a pattern of it. */
export type NameIn = (english: string) => string | RegExp

/** Names in a language, by the messages of both; what no message says, such as a title, is called the same in all. */
export async function namesIn(language: Language): Promise<NameIn> {
  if (language === 'en') return (english) => english
  const [english, translated] = (await Promise.all([catalogueOf('en'), catalogueOf(language)])).map(
    messagesOf,
  )
  return (name) => {
    const keys = [...(english ?? [])]
    const said = keys.filter(([, message]) => patternOf(message, true).test(name))
    const exact = said.filter(([, message]) => !placeholder.test(message))
    const containing = keys.filter(([, message]) => message.includes(name))
    const [found = []] = [exact, said, containing].filter(({ length }) => length > 0)
    const patterns = found
      .flatMap(([key]) => translated?.get(key) ?? [])
      .map((message) => patternOf(message, found !== containing).source)
    return patterns.length === 0 ? name : new RegExp(patterns.join('|'), 'u')
  }
}

function messagesOf(catalogue: Awaited<ReturnType<typeof catalogueOf>>): Map<string, string> {
  return new Map(
    Object.entries(catalogue).flatMap(([area, messages]) =>
      Object.entries(messages).map(([key, message]) => [`${area}.${key}`, message] as const),
    ),
  )
}

/** What a message says, whatever stands for its placeholders, of which a message of nothing else says too much. */
function patternOf(message: string, isWhole = false): RegExp {
  const parts = message.split(placeholder)
  if (parts.join('').trim() === '') return /(?!)/u
  const source = parts.map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`)).join('.+')
  return new RegExp(isWhole ? `^${source}$` : source, 'u')
}

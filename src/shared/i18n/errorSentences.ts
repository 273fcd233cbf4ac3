import type { ErrorCode } from '../errors/registry.ts'
import type { Language } from './languages.ts'

/** A sentence for each code of a domain: what happened, what it means for the money where that is not clear, what to do. */
export type ErrorSentences<Entries> = Readonly<Record<keyof Entries & string, string>>

type Sentences = Readonly<Record<ErrorCode, string>>

/** English is what the node itself says: its sentence names what it is about. */
const translated: Readonly<Record<Language, (() => Promise<Sentences>) | null>> = {
  en: null,
  de: async () => (await import('./de/errors/index.ts')).errors,
  es: async () => (await import('./es/errors/index.ts')).errors,
  ar: async () => (await import('./ar/errors/index.ts')).errors,
}

/** What each code says in a language; null for English. */
export const errorSentencesOf = async (language: Language): Promise<Sentences | null> =>
  (await translated[language]?.()) ?? null

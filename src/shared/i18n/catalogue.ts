import type { en } from './en/index.ts'

type English = typeof en

/** A plural form of a message, by CLDR's names. */
type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other'
type WithoutForm<K extends string> = K extends `${infer Base}_${PluralForm}` ? Base : K

type Keys<C> = {
  [A in keyof C & string]: `${A}.${WithoutForm<keyof C[A] & string>}`
}[keyof C & string]

/** The key of a message: its area, and its name there; plural forms share one. */
export type MessageKey = Keys<English>

/** What English says for a key, all plural forms. */
type Said<K extends MessageKey> = K extends `${infer A}.${infer N}`
  ? A extends keyof English
    ? {
        [F in keyof English[A]]: F extends N | `${N}_${PluralForm}` ? English[A][F] : never
      }[keyof English[A]]
    : never
  : never

type Placeholders<M> = M extends `${string}{{${infer P}}}${infer Rest}` ? Bare<P> | Placeholders<Rest> : never
type Bare<P extends string> = P extends `${infer N},${string}` ? N : P

type IsPlural<K extends MessageKey> = K extends `${infer A}.${infer N}`
  ? A extends keyof English
    ? `${N}_other` extends keyof English[A]
      ? true
      : false
    : false
  : false

type Names<K extends MessageKey> =
  | Exclude<Placeholders<Said<K>>, 'count'>
  | (IsPlural<K> extends true ? 'count' : Extract<Placeholders<Said<K>>, 'count'>)

/** What a message needs to be said: every placeholder of English, and `count` where it has plural forms. */
export type MessageValues<K extends MessageKey, Value = string | number> = [Names<K>] extends [never]
  ? []
  : [values: { readonly [P in Names<K>]: P extends 'count' ? number : Value }]

/** The messages of one language: English's areas and keys, with the plural forms that the language needs. */
export type Catalogue = { readonly [A in keyof English]: Readonly<Record<string, string>> }

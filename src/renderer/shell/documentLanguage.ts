import { directionOf, type Language } from '../../shared/i18n/languages.ts'

/** Says to the browser and to screen readers which language the page is in, and which way it is read. */
export function showInDocument(language: Language): void {
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
}

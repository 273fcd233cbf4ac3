import { useEffect, useSyncExternalStore } from 'react'
import { type Language, languageOf } from '../../shared/i18n/languages.ts'
import { onLanguageShown, showLanguage, shownLanguage } from '../../shared/i18n/t.ts'
import { useIpcQuery } from '../ipc/queries.ts'
import { showInDocument } from './documentLanguage.ts'

/** Shows the language that a person chose, the machine's by default. @returns the one that is shown now */
export function useLanguage(): Language {
  const chosen = useIpcQuery('app.preferences', {}).data?.language
  const shown = useSyncExternalStore(onLanguageShown, shownLanguage)
  useEffect(() => {
    if (chosen !== undefined) void showLanguage(languageOf(chosen, navigator.languages))
  }, [chosen])
  useEffect(() => showInDocument(shown), [shown])
  return shown
}

import type { QueryClient } from '@tanstack/react-query'
import { languageOf } from '../../shared/i18n/languages.ts'
import { showLanguage } from '../../shared/i18n/t.ts'
import { type IpcOutput, queryKeyOf } from '../ipc/queries.ts'

/** Shows the language that was chosen before the page is first drawn; English where nobody could say which that is. */
export async function showFirstLanguage(queries: QueryClient): Promise<void> {
  const kept = queries.getQueryData<IpcOutput<'app.preferences'>>(queryKeyOf('app.preferences', {}))
  if (kept !== undefined) await showLanguage(languageOf(kept.language, navigator.languages))
}

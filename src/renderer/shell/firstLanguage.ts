import type { QueryClient } from '@tanstack/react-query'
import { languageOf } from '../../shared/i18n/languages.ts'
import { showLanguage } from '../../shared/i18n/t.ts'
import type { IpcClient } from '../ipc/ipcClient.ts'
import { queryKeyOf } from '../ipc/queries.ts'

/** Shows the language that was chosen before the page is first drawn; English where nobody can say which that is. */
export async function showFirstLanguage(client: IpcClient, queries: QueryClient): Promise<void> {
  await queries.prefetchQuery({
    queryKey: queryKeyOf('app.preferences', {}),
    queryFn: () => client.ask('app.preferences', {}),
  })
  const kept = queries.getQueryData<{ language: Parameters<typeof languageOf>[0] }>(
    queryKeyOf('app.preferences', {}),
  )
  if (kept !== undefined) await showLanguage(languageOf(kept.language, navigator.languages))
}

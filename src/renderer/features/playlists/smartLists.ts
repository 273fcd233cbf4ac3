import type { OwnedWork } from '../../../shared/api/library.ts'
import type { SmartListView, SmartRule } from '../../../shared/api/smartLists.ts'
import { builtInRules } from '../../../shared/smartLists.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { t } from '../../../shared/i18n/t.ts'

/** A list that comes with Busker; it has no date and can't be changed. */
interface BuiltInList {
  readonly id: string
  readonly name: string
  readonly rule: SmartRule
}
export type ShownSmartList = SmartListView | BuiltInList

export const isBuiltIn = (list: ShownSmartList): list is BuiltInList => !('createdAt' in list)

export function builtInLists(): readonly BuiltInList[] {
  return [
    { id: 'most-played', name: t('playlists.mostPlayed'), rule: builtInRules['most-played'] },
    { id: 'last-played', name: t('playlists.lastPlayed'), rule: builtInRules['last-played'] },
    { id: 'never-played', name: t('playlists.neverPlayed'), rule: builtInRules['never-played'] },
  ]
}

/** The lists that come with Busker, then one's own. */
export function useSmartLists() {
  const { data, error, refetch } = useIpcQuery('smartLists', {})
  return { data: data && [...builtInLists(), ...data], error, refetch } as const
}

/** What one owns, for the names of the artists in rules; a long library is read only where a rule names one, or it `isNeeded`. */
export function useArtistsOfRules(lists: readonly SmartListView[], isNeeded = false): readonly OwnedWork[] {
  const isEnabled = isNeeded || lists.some(({ rule }) => rule.artist !== undefined)
  return useIpcQuery('library', {}, { isEnabled }).data ?? []
}

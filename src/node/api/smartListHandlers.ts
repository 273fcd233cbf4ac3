import type { ApiHandlers } from '../../shared/api/define.ts'
import type { smartListsApi } from '../../shared/api/smartLists.ts'
import type { SmartLists } from '../playlists/smartLists.ts'

/** Answers which lists are made by rules. */
export function smartListHandlers({
  smartLists,
}: {
  readonly smartLists: SmartLists
}): ApiHandlers<typeof smartListsApi> {
  return {
    smartLists: async () => smartLists.list(),
    createSmartList: async ({ name, rule }) => smartLists.create(name, rule),
    changeSmartList: async ({ id, name, rule }) => smartLists.change(id, name, rule),
    async removeSmartList({ id }) {
      smartLists.remove(id)
      return {}
    },
  }
}

import type { AppApi } from '../../shared/api/app.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import type { Updates } from './updates.ts'

/** @param updates null: this Busker does not replace itself */
export function updateHandlers(
  updates: Promise<Updates | null>,
): Pick<ApiHandlers<AppApi>, 'app.update' | 'app.checkForUpdate' | 'app.restartIntoUpdate'> {
  const view = async () => (await updates)?.view ?? ({ state: 'unavailable' } as const)
  return {
    'app.update': view,
    async 'app.checkForUpdate'() {
      const known = await updates
      await known?.check()
      return view()
    },
    async 'app.restartIntoUpdate'() {
      const known = await updates
      known?.restart()
      return {}
    },
  }
}

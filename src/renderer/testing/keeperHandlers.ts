import type { ApiHandlers } from '../../shared/api/define.ts'
import type { ursulasApi } from '../../shared/api/ursulas.ts'
import type { AppFixture } from './appFixture.ts'

/** Who lets buyers in. */
export function keeperHandlers({
  keepers,
  announcedKeepers,
}: Pick<AppFixture, 'keepers' | 'announcedKeepers'>): ApiHandlers<typeof ursulasApi> {
  return {
    ursulas: async () => keepers,
    announcedUrsulas: async () => [...announcedKeepers],
    setUrsulaTerms: async (terms) => ({ ...keepers, ...terms }),
    addUrsula: async () => keepers,
    removeUrsula: async () => keepers,
  }
}

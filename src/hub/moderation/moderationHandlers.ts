import type { CatalogueService } from '../../node/catalogue/catalogueService.ts'
import type { SignedBlocklistRecord } from '../../protocol/blocklist.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import type { SearchIndex } from '../search/searchIndex.ts'
import type { Blocklist } from './blocklist.ts'
import type { BlockView, ModerationApi } from './moderationApi.ts'
import { findSubject } from './findSubject.ts'

export interface ModerationParts {
  readonly blocklist: Pick<Blocklist, 'block' | 'unblock' | 'listStanding' | 'subjects'>
  readonly index: Pick<SearchIndex, 'hide'>
  readonly catalogue: Pick<CatalogueService, 'describe'>
}

/** Answers the operator about what the hub hides. */
export function createModerationHandlers(parts: ModerationParts): ApiHandlers<ModerationApi> {
  const { blocklist, index, catalogue } = parts
  const hideAgain = () => index.hide(blocklist.subjects())
  return {
    async block({ named, reason }) {
      const record = await blocklist.block(findSubject(named, catalogue), reason)
      await hideAgain()
      return toView(record)
    },
    async unblock({ named, reason }) {
      const record = await blocklist.unblock(findSubject(named, catalogue), reason)
      await hideAgain()
      return toView(record)
    },
    blocks: async () => blocklist.listStanding().map(toView),
  }
}

function toView({ body: { number, subject, reason, time } }: SignedBlocklistRecord): BlockView {
  return { number, subject, reason, time }
}

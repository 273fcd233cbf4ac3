import type { CatalogueService } from '../../node/catalogue/catalogueService.ts'
import type { SignedBlocklistRecord } from '../../protocol/blocklist.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { SearchIndex } from '../search/searchIndex.ts'
import type { Blocklist } from './blocklist.ts'
import type { BlockView, ModerationApi } from './moderationApi.ts'
import { findSubject } from './findSubject.ts'
import type { Reports } from './reports.ts'

export interface ModerationParts {
  readonly blocklist: Pick<Blocklist, 'block' | 'unblock' | 'listStanding' | 'subjects'>
  readonly reports: Pick<Reports, 'list' | 'settle'>
  readonly index: Pick<SearchIndex, 'hide'>
  readonly catalogue: Pick<CatalogueService, 'describe'>
}

/** Subjects of one list: more than anybody reads. */
const listedSubjects = 500

/** Answers the operator about what the hub hides and what is reported. */
export function createModerationHandlers(parts: ModerationParts): ApiHandlers<ModerationApi> {
  const { blocklist, reports, index, catalogue } = parts
  const hideAgain = () => index.hide(blocklist.subjects())
  return {
    async block({ named, reason }) {
      const record = await blocklist.block(findSubject(named, catalogue), reason)
      await hideAgain()
      reports.settle(record.body.subject)
      return toView(record)
    },
    async unblock({ named, reason }) {
      const record = await blocklist.unblock(findSubject(named, catalogue), reason)
      await hideAgain()
      return toView(record)
    },
    blocks: async () => blocklist.listStanding().map(toView),
    reports: async () => reports.list(listedSubjects).map((one) => ({ ...one, newest: [...one.newest] })),
    async dismissReports({ named }) {
      const subject = findSubject(named, catalogue)
      const settled = reports.settle(subject)
      if (settled === 0)
        throw new BuskerError('HUB_REPORT_UNKNOWN', `Nothing open is reported of ${subject}.`)
      return { subject, reports: settled }
    },
  }
}

function toView({ body: { number, subject, reason, time } }: SignedBlocklistRecord): BlockView {
  return { number, subject, reason, time }
}

import type { ApiHandlers } from '../../shared/api/define.ts'
import type { codesApi, WorkCodeView } from '../../shared/api/codes.ts'
import type { Sales } from '../market/sales.ts'
import type { WorkCode, WorkCodes } from '../market/workCodes.ts'
import type { OwnWorks } from '../studio/ownWorks.ts'

export interface CodeParts {
  readonly ownWorks: Pick<OwnWorks, 'require'>
  readonly codes: Pick<WorkCodes, 'list' | 'make' | 'end'>
  readonly sales: Pick<Sales, 'get'>
  /** ms since epoch */
  readonly now: () => number
}

/** Makes, lists and ends the codes of one's own works. */
export function codeHandlers(parts: CodeParts): ApiHandlers<typeof codesApi> {
  const { ownWorks, codes, sales, now } = parts
  const toView = ({ code, endsAt, order, createdAt }: WorkCode): WorkCodeView => ({
    code,
    endsAt,
    redeemedBy: order === null ? null : (sales.get(order)?.buyer ?? null),
    createdAt,
  })
  return {
    workCodes: async ({ id }) => codes.list(ownWorks.require(id)).map(toView),
    makeCodes: async ({ id, count, until }) =>
      codes.make(ownWorks.require(id), count, until ?? null, now()).map(toView),
    endCodes: async ({ id }) => ({ ended: codes.end(ownWorks.require(id)) }),
  }
}

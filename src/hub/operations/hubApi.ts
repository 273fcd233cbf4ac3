import { z } from 'zod'
import { defineApi } from '../../shared/api/define.ts'
import { moderationApi } from '../moderation/moderationApi.ts'
import { moneyApi } from '../money/moneyApi.ts'
import { hubReport } from './hubStatusView.ts'

const nothing = z.strictObject({})

/** What the operator of a hub can ask it while it runs, over the socket in its folder, which is for its owner alone. */
export const hubApi = defineApi({
  /** How it is; answered whatever its parts are doing. */
  status: { input: nothing, output: hubReport },
  ...moneyApi,
  ...moderationApi,
})
export type HubApi = typeof hubApi

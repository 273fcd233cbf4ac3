import type { ApiHandlers, CallContext, Input } from '../../shared/api/define.ts'
import type { ursulasApi } from '../../shared/api/ursulas.ts'
import { t } from '../../shared/i18n/t.ts'
import { answeringKeepers, consequencesOf } from '../../shared/keepers.ts'
import { quote } from '../../shared/text.ts'
import type { Question } from './confirmations.ts'

type Asked = 'addUrsula' | 'setUrsulaTerms' | 'removeUrsula'
type KeeperQuestions = {
  readonly [M in Asked]: (
    input: Input<(typeof ursulasApi)[M]>,
    context: CallContext<unknown>,
  ) => Promise<Question | null>
}

/** What a person is asked before others hold shares of what is sold, or too few do. */
export function keeperQuestions({
  ursulas,
}: Pick<ApiHandlers<typeof ursulasApi>, 'ursulas'>): KeeperQuestions {
  return {
    addUrsula: async ({ address }) => ({
      message: t('confirm.haveAKeeperAt', { address: quote(address, 512) }),
      detail: t('confirm.aKeeperLearns'),
      button: t('confirm.addTheKeeper'),
    }),
    setUrsulaTerms: async (terms) => ({
      message: t('confirm.requireKeepers', terms),
      detail: consequencesOf(terms).join('\n'),
      button: t('access.useThese'),
    }),
    async removeUrsula({ peer }, context) {
      const view = await ursulas({}, context)
      const left = view.ursulas.filter((each) => each.peer !== peer)
      if (answeringKeepers({ ...view, ursulas: left }) >= view.shares) return null
      const { operator = null } = view.ursulas.find((each) => each.peer === peer) ?? {}
      return {
        message: t('confirm.removeTheKeeper', { operator: quote(operator ?? peer, 80) }),
        detail: t('confirm.tooFewAreLeft', { shares: view.shares }),
        button: t('confirm.removeIt'),
      }
    },
  }
}

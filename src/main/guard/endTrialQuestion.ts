import type { Question } from './confirmations.ts'
import { t } from '../../shared/i18n/t.ts'

/** What a person is asked before the keys of their trial are put aside. */
export function endTrialQuestion(): Question {
  return {
    message: t('confirm.putThisTrialAside'),
    detail: t('confirm.whatYouBoughtWithPlayMoney'),
    button: t('confirm.beginAnew'),
  }
}

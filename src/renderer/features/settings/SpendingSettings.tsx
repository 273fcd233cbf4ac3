import { toAmount } from '../../../shared/money.ts'
import { exactAmountText } from '../../../shared/i18n/amountText.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Page.tsx'
import { useToken } from '../../ui/token.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { SelectSetting } from './SelectSetting.tsx'
import { SettingsCard } from './SettingsCard.tsx'
import { t } from '../../../shared/i18n/t.ts'
import { rich } from '../../ui/rich.ts'

/** Whole tokens a day. */
const choices = [0n, 5n, 20n, 50n, 100n]

/** What may be paid for music in a day, and put into the channel, without being asked in a window of its own. */
export function SpendingSettings() {
  const token = useToken()
  const spending = useIpcQuery('app.spending', {})
  const set = useIpcMutation('app.setSpendingLimit')
  if (spending.data === undefined) return null
  const { limit, spent } = spending.data
  const amounts = choices.map((tokens) => tokens * 10n ** BigInt(token.decimals))
  const all = [...new Set([...amounts, limit])].toSorted((a, b) => (a < b ? -1 : 1))
  const options = all.map((amount) => ({
    value: String(amount),
    label:
      amount === 0n
        ? t('settings.askEveryTime')
        : t('settings.aDay', { amount: exactAmountText(amount, token), symbol: token.symbol }),
  }))
  return (
    <Section title={t('common.paying')}>
      <SettingsCard>
        <SelectSetting
          title={t('settings.payForMusicWithoutAsking')}
          description={<>{rich('settings.upToThisMuchA', { spent: <TokenAmount value={spent} /> })}</>}
          value={String(limit)}
          options={options}
          isDisabled={set.isPending}
          onChange={(value) => set.mutate({ limit: toAmount(BigInt(value)) })}
        />
        {set.isError ? (
          <ErrorState
            title={t('settings.theLimitIsAsIt')}
            error={set.error}
            money={t('common.noMoneyWasMoved')}
          />
        ) : null}
      </SettingsCard>
    </Section>
  )
}

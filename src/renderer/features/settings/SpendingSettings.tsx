import { toAmount } from '../../../shared/money.ts'
import { exactAmount } from '../../../shared/token.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Page.tsx'
import { useToken } from '../../ui/token.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { SelectSetting } from './SelectSetting.tsx'
import { SettingsCard } from './SettingsCard.tsx'

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
    label: amount === 0n ? 'Ask every time' : `${exactAmount(amount, token)} ${token.symbol} a day`,
  }))
  return (
    <Section title="Paying">
      <SettingsCard>
        <SelectSetting
          title="Pay for music without asking"
          description={
            <>
              Up to this much a day, pressing Buy is enough; you have paid <TokenAmount value={spent} /> so in
              the last 24 hours. As much may go into your channel with the hub. All other money asks you
              first, in a window of its own.
            </>
          }
          value={String(limit)}
          options={options}
          isDisabled={set.isPending}
          onChange={(value) => set.mutate({ limit: toAmount(BigInt(value)) })}
        />
        {set.isError ? (
          <ErrorState title="The limit is as it was" error={set.error} money="No money was moved." />
        ) : null}
      </SettingsCard>
    </Section>
  )
}

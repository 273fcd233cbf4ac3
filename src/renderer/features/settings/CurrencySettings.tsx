import { t } from '../../../shared/i18n/t.ts'
import { currencyName, withUnit, worthText } from '../../../shared/i18n/amountText.ts'
import { errorText } from '../../../shared/i18n/errorText.ts'
import type { CurrencyView } from '../../../shared/api/currency.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Page.tsx'
import { useToken } from '../../ui/token.ts'
import { SelectSetting } from './SelectSetting.tsx'
import { SettingsCard } from './SettingsCard.tsx'

const none = 'none'

/** In which currency amounts are shown beside the token; there where somebody says what the token is worth. */
export function CurrencySettings() {
  const { data } = useIpcQuery('currency', {})
  const set = useIpcMutation('setCurrency')
  if (data === undefined || data.available.length === 0) return null
  const { chosen, available } = data
  return (
    <Section title={t('settings.yourCurrency')}>
      <SettingsCard>
        <SelectSetting
          title={t('settings.amountsInYourCurrency')}
          description={
            <>
              <p>{t('settings.rateFromTheChain')}</p>
              {chosen === null ? null : <Standing {...data} />}
            </>
          }
          value={chosen ?? none}
          options={[
            { value: none, label: t('settings.noCurrency') },
            ...available.map((currency) => ({ value: currency, label: currencyName(currency) })),
          ]}
          onChange={(value) => set.mutate({ currency: value === none ? null : value })}
        />
        {set.isError ? <ErrorState title={t('settings.currencyIsAsItWas')} error={set.error} /> : null}
      </SettingsCard>
    </Section>
  )
}

/** What a token is worth, or why nobody knows. */
function Standing({ rate, problem }: CurrencyView) {
  const token = useToken()
  const one = 10n ** BigInt(token.decimals)
  return (
    <div role="status" className="mt-1">
      {rate === null ? (
        problem === null ? (
          <p>{t('settings.askingTheChain')}</p>
        ) : null
      ) : (
        <p className="text-text-1">
          <bdi>
            {t('settings.aTokenIsWorth', { one: withUnit('1', token), worth: worthText(one, token, rate) })}
          </bdi>
        </p>
      )}
      {problem === null ? null : <p className="text-danger">{errorText(problem)}</p>}
    </div>
  )
}

import type { NetworkChoice } from '../../../shared/api/app.ts'
import { shortAmountText } from '../../../shared/i18n/amountText.ts'
import { describeSpan } from '../../../shared/watching.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { DescriptionList, Disclosure } from '../../ui/Disclosure.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { t } from '../../../shared/i18n/t.ts'

interface AcceptContractsProps {
  readonly network: NetworkChoice
  readonly isAccepted: boolean
  readonly onChange: (isAccepted: boolean) => void
}

/** What joining a network of contracts that only its operator vouches for means, and the box that accepts it. */
export function AcceptContracts({ network, isAccepted, onChange }: AcceptContractsProps) {
  const facts = useIpcQuery('app.checkNetwork', { id: network.id })
  if (facts.isError)
    return (
      <ErrorState
        title={t('onboarding.thisNetworkCantBeJoined')}
        error={facts.error}
        money={t('onboarding.noMoneyIsInvolvedNothing')}
        onRetry={() => void facts.refetch()}
        className="mt-4"
      />
    )
  return (
    <section
      aria-label={t('onboarding.whoVouchesForThisNetwork')}
      className="mt-4 rounded-small bg-warning-soft p-3"
    >
      <p className="mb-2">{t('onboarding.yourMoneyOnThisNetwork', { operator: network.operator })}</p>
      <p role="status" className="mb-3 text-sm text-text-2">
        {facts.isPending
          ? t('onboarding.askingAboutThem', { chainName: network.chainName })
          : t('onboarding.agreesWithAllThatCan', { chainName: network.chainName, symbol: network.symbol })}
      </p>
      <Checkbox
        label={t('onboarding.iTrustToHaveNamed', { operator: network.operator })}
        isChecked={isAccepted}
        isDisabled={!facts.isSuccess}
        onChange={onChange}
      />
      <div className="mt-2">
        <Disclosure>
          <DescriptionList
            facts={[
              [t('onboarding.chain'), `${network.chainName} (${network.chainId})`],
              [t('onboarding.token'), `${network.symbol}, ${network.token}`],
              [t('onboarding.aClosedConnectionWaits'), describeSpan(network.settleTimeoutSeconds * 1000)],
              [
                t('onboarding.atMostInAConnection'),
                facts.isSuccess
                  ? `${shortAmountText(facts.data.channelLimit, { symbol: network.symbol, decimals: facts.data.decimals })} ${network.symbol}`
                  : '…',
              ],
            ]}
          />
        </Disclosure>
      </div>
    </section>
  )
}

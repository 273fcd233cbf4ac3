import type { NetworkChoice } from '../../../shared/api/app.ts'
import { shortAmount } from '../../../shared/token.ts'
import { describeSpan } from '../../../shared/watching.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { DescriptionList, Disclosure } from '../../ui/Disclosure.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'

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
        title="This network can’t be joined yet"
        error={facts.error}
        money="No money is involved: nothing was joined."
        onRetry={() => void facts.refetch()}
        className="mt-4"
      />
    )
  return (
    <section aria-label="Who vouches for this network" className="mt-4 rounded-small bg-warning-soft p-3">
      <p className="mb-2">
        Your money on this network lies in contracts that “{network.operator}” names. Busker does not know
        them by itself.
      </p>
      <p role="status" className="mb-3 text-sm text-text-2">
        {facts.isPending
          ? `Asking ${network.chainName} about them…`
          : `${network.chainName} agrees with all that can be checked: it is Raiden’s code, for this ${network.symbol}.`}
      </p>
      <Checkbox
        label={`I trust ${network.operator} to have named the real contracts`}
        isChecked={isAccepted}
        isDisabled={!facts.isSuccess}
        onChange={onChange}
      />
      <div className="mt-2">
        <Disclosure>
          <DescriptionList
            facts={[
              ['Chain', `${network.chainName} (${network.chainId})`],
              ['Token', `${network.symbol}, ${network.token}`],
              ['A closed connection waits', describeSpan(network.settleTimeoutSeconds * 1000)],
              [
                'At most in a connection',
                facts.isSuccess
                  ? `${shortAmount(facts.data.channelLimit, { symbol: network.symbol, decimals: facts.data.decimals })} ${network.symbol}`
                  : '…',
              ],
            ]}
          />
        </Disclosure>
      </div>
    </section>
  )
}

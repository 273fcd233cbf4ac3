import { coinsText } from '../../../shared/i18n/amountText.ts'
import { t } from '../../../shared/i18n/t.ts'

interface ChainFeeProps {
  /** Wei; null: the chain does not say. */
  readonly fee: bigint | null
  /** Symbol of the coin that it is in. */
  readonly coin: string
}

/** What a step costs on the chain, before it is taken. */
export function ChainFee({ fee, coin }: ChainFeeProps) {
  return (
    <p className="mt-3 text-sm text-text-2">
      {fee === null
        ? t('wallet.theChainDoesNotSay')
        : t('wallet.feeOfTheChainUp', { fee: coinsText(fee), coin })}
    </p>
  )
}

import type { TransferAsset } from '../../../shared/api/transfers.ts'
import { exactAmountText } from '../../../shared/i18n/amountText.ts'
import type { Token } from '../../../shared/token.ts'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** As typed. */
export interface TransferDraft {
  readonly asset: TransferAsset
  readonly to: string
  /** The amount. */
  readonly text: string
}

interface TransferFieldsProps {
  /** What is chosen, and the two that can be. */
  readonly unit: Token
  readonly token: Token
  readonly coin: Token
  /** What the account has of it, base units. */
  readonly has: bigint
  readonly draft: TransferDraft
  /** What is wrong with the amount. */
  readonly problem: string | undefined
  readonly onChange: (part: Partial<TransferDraft>) => void
}

/** What is sent, to whom, and how much. */
export function TransferFields(props: TransferFieldsProps) {
  const { unit, token, coin, has, draft, problem, onChange } = props
  return (
    <>
      <Select
        label={t('wallet.what')}
        value={draft.asset}
        onChange={(asset) => onChange({ asset })}
        options={[
          { value: 'token', label: t('wallet.whichMusicIsPaidWith', { symbol: token.symbol }) },
          { value: 'coin', label: t('wallet.forTheChainsFeesLabel', { symbol: coin.symbol }) },
        ]}
      />
      <TextField
        label={t('wallet.to')}
        placeholder="0x…"
        spellCheck={false}
        value={draft.to}
        onChange={(event) => onChange({ to: event.target.value })}
      />
      <TextField
        label={t('common.amount')}
        inputMode="decimal"
        suffix={unit.symbol}
        value={draft.text}
        onChange={(event) => onChange({ text: event.target.value })}
        error={problem}
        hint={t('wallet.onYourAccountLabelToo', { has: exactAmountText(has, unit), symbol: unit.symbol })}
      />
    </>
  )
}

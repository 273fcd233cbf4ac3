import type { TransferAsset } from '../../../shared/api/transfers.ts'
import { exactAmount, type Token } from '../../../shared/token.ts'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'

interface TransferFieldsProps {
  /** What is chosen, and the two that can be. */
  readonly unit: Token
  readonly token: Token
  readonly coin: Token
  /** What the account has of it, base units. */
  readonly has: bigint
  /** Undefined where what was typed is none. */
  readonly amount: bigint | undefined
  readonly values: { readonly asset: TransferAsset; readonly to: string; readonly text: string }
  readonly onAsset: (asset: TransferAsset) => void
  readonly onTo: (to: string) => void
  readonly onText: (text: string) => void
}

/** What is sent, to whom, and how much. */
export function TransferFields(props: TransferFieldsProps) {
  const { unit, token, coin, has, amount, values, onAsset, onTo, onText } = props
  const problem =
    amount !== undefined && amount > has
      ? 'That is more than there is.'
      : values.text !== '' && amount === undefined
        ? `Write an amount, such as 20 or 7.50, with at most ${unit.decimals} decimals.`
        : undefined
  return (
    <>
      <Select
        label="What"
        value={values.asset}
        onChange={onAsset}
        options={[
          { value: 'token', label: `${token.symbol}, which music is paid with` },
          { value: 'coin', label: `${coin.symbol}, for the chain’s fees` },
        ]}
      />
      <TextField
        label="To"
        placeholder="0x…"
        spellCheck={false}
        value={values.to}
        onChange={(event) => onTo(event.target.value)}
      />
      <TextField
        label="Amount"
        inputMode="decimal"
        suffix={unit.symbol}
        value={values.text}
        onChange={(event) => onText(event.target.value)}
        error={problem}
        hint={`On your account: ${exactAmount(has, unit)} ${unit.symbol}`}
      />
    </>
  )
}

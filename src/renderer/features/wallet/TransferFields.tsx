import type { TransferAsset } from '../../../shared/api/transfers.ts'
import { exactAmount, type Token } from '../../../shared/token.ts'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'

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
        label="What"
        value={draft.asset}
        onChange={(asset) => onChange({ asset })}
        options={[
          { value: 'token', label: `${token.symbol}, which music is paid with` },
          { value: 'coin', label: `${coin.symbol}, for the chain’s fees` },
        ]}
      />
      <TextField
        label="To"
        placeholder="0x…"
        spellCheck={false}
        value={draft.to}
        onChange={(event) => onChange({ to: event.target.value })}
      />
      <TextField
        label="Amount"
        inputMode="decimal"
        suffix={unit.symbol}
        value={draft.text}
        onChange={(event) => onChange({ text: event.target.value })}
        error={problem}
        hint={`On your account: ${exactAmount(has, unit)} ${unit.symbol}`}
      />
    </>
  )
}

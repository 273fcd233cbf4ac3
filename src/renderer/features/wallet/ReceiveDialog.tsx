import { useState } from 'react'
import type { NetworkView } from '../../../shared/api/app.ts'
import type { WalletView } from '../../../shared/api/node.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { amountProblem, parseAmountInput, useToken } from '../../ui/token.ts'

interface ReceiveDialogProps {
  readonly wallet: WalletView
  readonly network: NetworkView
  readonly onClose: () => void
}

/** Where money is sent to reach the account. */
export function ReceiveDialog({ wallet, network, onClose }: ReceiveDialogProps) {
  const token = useToken()
  const [text, setText] = useState('')
  const amount = parseAmountInput(text, token)
  return (
    <Dialog
      title="Receive"
      description={`Send ${token.symbol} or ${wallet.coin} on ${network.chainName} to this address. On any other chain it would be lost.`}
      isOpen
      onClose={onClose}
      actions={<Button onClick={onClose}>Done</Button>}
    >
      <p className="flex items-center gap-2 rounded-small bg-surface-3 p-3">
        <code className="font-mono text-sm wrap-anywhere">{wallet.account}</code>
        <CopyButton label="Copy your account’s address" text={wallet.account} />
      </p>
      <TextField
        label="Amount, if you want it in a link"
        inputMode="decimal"
        suffix={token.symbol}
        value={text}
        onChange={(event) => setText(event.target.value)}
        error={amountProblem(text, token)}
        hint="A link that wallets understand, with token, chain and amount in it."
        className="mt-4"
      />
      {amount === undefined || amount === 0n ? null : (
        <p className="mt-2 flex items-center gap-2 text-sm text-text-2">
          <span className="wrap-anywhere">{paymentLink(network, wallet, amount)}</span>
          <CopyButton label="Copy the link" text={paymentLink(network, wallet, amount)} />
        </p>
      )}
    </Dialog>
  )
}

/** EIP-681. */
function paymentLink({ token, chainId }: NetworkView, { account }: WalletView, amount: bigint): string {
  return `ethereum:${token}@${chainId}/transfer?address=${account}&uint256=${amount}`
}

import { useState } from 'react'
import type { NetworkView } from '../../../shared/api/app.ts'
import type { WalletView } from '../../../shared/api/node.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { QrCode } from '../../ui/QrCode.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useUnit } from '../../ui/rate.ts'
import { amountProblem, parseAmountInput, useToken } from '../../ui/token.ts'
import { OnRamps } from './OnRamps.tsx'
import { t } from '../../../shared/i18n/t.ts'

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
  const unit = useUnit(amount)
  const hasAmount = amount !== undefined && amount !== 0n
  // Without an amount the plain address: every wallet reads that, and either token or coin may be sent to it.
  const link = hasAmount ? paymentLink(network, wallet, amount) : wallet.account
  return (
    <Dialog
      title={t('wallet.receive')}
      description={t('wallet.sendOrOnToThis', {
        symbol: token.symbol,
        coin: wallet.coin,
        chainName: network.chainName,
      })}
      isOpen
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('common.done')}</Button>}
    >
      <div className="flex flex-wrap items-center gap-4">
        <div className="w-48 shrink-0">
          <QrCode
            text={link}
            label={hasAmount ? t('wallet.yourAccountAndTheAmount') : t('wallet.yourAccountForACamera')}
          />
        </div>
        <p className="flex min-w-40 flex-1 items-center gap-2 rounded-small bg-surface-3 p-3">
          <code className="font-mono text-sm wrap-anywhere">{wallet.account}</code>
          <CopyButton label={t('common.copyYourAccountsAddress')} text={wallet.account} />
        </p>
      </div>
      <TextField
        label={t('wallet.amountIfYouWantIt')}
        inputMode="decimal"
        suffix={unit}
        value={text}
        onChange={(event) => setText(event.target.value)}
        error={amountProblem(text, token)}
        hint={t('wallet.aLinkThatWalletsUnderstand')}
        className="mt-4"
      />
      {hasAmount ? (
        <p className="mt-2 flex items-center gap-2 text-sm text-text-2">
          <span className="wrap-anywhere">{link}</span>
          <CopyButton label={t('wallet.copyTheLink')} text={link} />
        </p>
      ) : null}
      <OnRamps />
    </Dialog>
  )
}

/** EIP-681. */
function paymentLink({ token, chainId }: NetworkView, { account }: WalletView, amount: bigint): string {
  return `ethereum:${token}@${chainId}/transfer?address=${account}&uint256=${amount}`
}

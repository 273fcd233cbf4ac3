import type { WalletView } from '../../../shared/api/node.ts'
import { describeSpan } from '../../../shared/watching.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { ChainFee } from './ChainFee.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { t } from '../../../shared/i18n/t.ts'
import { rich } from '../../ui/rich.ts'

interface CloseDialogProps {
  readonly channel: WalletView['channels'][number]
  /** What it costs on the chain now, wei; null: unknown. */
  readonly fee: bigint | null
  /** Symbol of the coin that the fee is in. */
  readonly coin: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** What closing means, before it is done. */
export function CloseDialog({ channel, fee, coin, isOpen, onClose }: CloseDialogProps) {
  const close = useIpcMutation('closeChannel')
  const network = useIpcQuery('app.state', {}).data?.network
  const wait = network ? describeSpan(network.settleTimeoutSeconds * 1000) : t('wallet.aWait')
  return (
    <Dialog
      title={t('wallet.closeTheConnection')}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('wallet.keepItOpen')}</Button>
          <Button
            variant="danger"
            busy={close.isPending && t('wallet.closing')}
            onClick={() => close.mutate({ partner: channel.partner }, { onSuccess: onClose })}
          >
            {t('common.closeIt')}
          </Button>
        </>
      }
    >
      <p className="mb-3 text-text-2">
        {rich('wallet.comesBackToYourAccount', {
          spendable: <TokenAmount value={channel.spendable} className="text-text-1" />,
          wait,
        })}
      </p>
      <ol aria-label={t('common.steps')} className="mb-3 flex list-decimal flex-col gap-1 ps-5 text-text-2">
        <li>{t('wallet.theHubIsAskedTo')}</li>
        <li>{t('wallet.ifItDoesNotThe')}</li>
        <li>{t('wallet.afterBuskerFetchesYourMoney', { wait })}</li>
      </ol>
      <p className="text-text-2">{t('wallet.untilYouOpenAnotherYou')}</p>
      <ChainFee fee={fee} coin={coin} />
      {close.isPending ? (
        <p role="status" className="mt-3 text-sm text-text-2">
          {t('wallet.youCanCloseThisWindow')}
        </p>
      ) : null}
      {close.isError ? (
        <ErrorState
          title={t('wallet.theConnectionIsStillOpen')}
          error={close.error}
          money={t('wallet.yourMoneyIsStillIn')}
          className="mt-4"
        />
      ) : null}
    </Dialog>
  )
}

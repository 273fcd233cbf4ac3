import { CircleCheck, FileSearch } from 'lucide-react'
import { useRef } from 'react'
import type { CheckedReceipt } from '../../../shared/api/receipts.ts'
import { BuskerError } from '../../../shared/errors.ts'
import type { Address } from '../../../shared/ids.ts'
import { shortAddress } from '../../../shared/shortAddress.ts'
import { useClient } from '../../ipc/ClientContext.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DescriptionList, Disclosure } from '../../ui/Disclosure.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { rich } from '../../ui/rich.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { useReceiptStore } from './receiptStore.ts'
import { t } from '../../../shared/i18n/t.ts'

/** Checks a receipt that somebody shows, and says in words what its proof holds. One for all pages. */
export function ReceiptDialog() {
  const { isOpen, isChecking, checked, problem, close } = useReceiptStore()
  const isIdle = checked === null && problem === null
  return (
    <Dialog
      title={t('receipt.check')}
      isOpen={isOpen}
      onClose={close}
      description={isIdle ? t('receipt.checkLead') : undefined}
      actions={
        <>
          <FileChoice label={isIdle ? t('receipt.chooseFile') : t('receipt.another')} isBusy={isChecking} />
          {isIdle ? null : (
            <Button variant="primary" onClick={close}>
              {t('common.done')}
            </Button>
          )}
        </>
      }
    >
      <div aria-live="polite">
        {checked === null ? null : <Verdict receipt={checked} />}
        {problem === null ? null : (
          <ErrorState
            title={t('receipt.doesNotHold')}
            error={new BuskerError(problem.code, problem.message)}
          />
        )}
      </div>
    </Dialog>
  )
}

function FileChoice({ label, isBusy }: { readonly label: string; readonly isBusy: boolean }) {
  const input = useRef<HTMLInputElement>(null)
  const client = useClient()
  const check = useReceiptStore((receipts) => receipts.check)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".html,.htm,.txt"
        aria-label={label}
        className="hidden"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0]
          // The same file may be chosen again.
          currentTarget.value = ''
          if (file !== undefined) void check(file, client)
        }}
      />
      <Button icon={FileSearch} busy={isBusy && t('receipt.checking')} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  )
}

function Verdict({ receipt }: { readonly receipt: CheckedReceipt }) {
  const { seller, buyer, recipient, label, manifest, amount, chainId, tokenNetwork, title } = receipt
  const account = useIpcQuery('status', {}).data?.account
  const isOurs = [seller, buyer, recipient].some((one) => one === account)
  const values = {
    buyer: <Account address={buyer} />,
    seller: <Account address={seller} />,
    amount: receipt.isOnThisNetwork ? (
      <TokenAmount value={amount} />
    ) : (
      t('receipt.unitsElsewhere', { amount: String(amount) })
    ),
    work: <bdi className="font-medium">{title ?? t('receipt.aWorkNotKnown')}</bdi>,
  }
  return (
    <div className="flex flex-col gap-3">
      <div className="rounded-large bg-positive-soft p-4">
        <p className="flex items-center gap-2 font-semibold">
          <CircleCheck size={18} aria-hidden className="text-positive" />
          {t('receipt.holds')}
        </p>
        <p className="mt-1">
          {buyer === account
            ? rich('receipt.youPaid', values)
            : seller === account
              ? rich('receipt.paidYou', values)
              : rich('receipt.paid', values)}
          {recipient === account && buyer !== account ? ` ${t('receipt.forYou')}` : null}
        </p>
      </div>
      {account === undefined || isOurs ? null : <p className="text-warning">{t('receipt.notYours')}</p>}
      {title === null ? null : <p className="text-sm text-text-2">{t('receipt.titleFromCatalogue')}</p>}
      <Disclosure>
        <DescriptionList
          facts={[
            [t('receipt.soldBy'), seller],
            [t('receipt.boughtBy'), buyer],
            ...(recipient === buyer ? [] : ([[t('receipt.givenTo'), recipient]] as const)),
            [t('receipt.label'), label],
            [t('receipt.manifest'), manifest],
            [t('receipt.baseUnits'), String(amount)],
            [t('receipt.tokenNetwork'), tokenNetwork],
            [t('receipt.chain'), chainId],
          ]}
        />
      </Disclosure>
    </div>
  )
}

function Account({ address }: { readonly address: Address }) {
  return (
    <bdi title={address} className="tracking-tight">
      {shortAddress(address)}
    </bdi>
  )
}

import type { SaleView } from '../../../shared/api/node.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DescriptionList } from '../../ui/Disclosure.tsx'
import { StateDots } from '../../ui/StateDots.tsx'
import { exactTime } from '../../ui/time.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { WorthThen } from '../../ui/Worth.tsx'
import { AddressLabel } from '../../ui/AddressLabel.tsx'
import { summarizeSale } from './orderSummary.ts'
import { quote } from '../../../shared/text.ts'
import { ThanksPart } from './ThanksPart.tsx'
import { RefundPart } from './RefundPart.tsx'
import { rich } from '../../ui/rich.ts'
import { t } from '../../../shared/i18n/t.ts'

interface SaleDialogProps {
  readonly sale: SaleView
  readonly title: string
  /** How an account calls itself, where that is known. */
  readonly nameOf: (account: SaleView['buyer']) => string | undefined
  readonly onClose: () => void
}

/** One sale: to whom, for how much, how far it is, and what can be done about it. */
export function SaleDialog({ sale, title, nameOf, onClose }: SaleDialogProps) {
  const { buyer, recipient, amount, createdAt, paidAt, id, greeting, rate } = sale
  const person = (account: SaleView['buyer']) => <AddressLabel address={account} name={nameOf(account)} />
  return (
    <Dialog title={title} description={<StateDots {...summarizeSale(sale)} />} isOpen onClose={onClose}>
      <DescriptionList
        facts={[
          [t('sales.buyer'), person(buyer)],
          ...(recipient === buyer ? [] : ([[t('common.for'), person(recipient)]] as const)),
          ...(greeting?.name === undefined
            ? []
            : ([[t('sales.callsThemselves'), quote(greeting.name, 60)]] as const)),
          [
            t('common.amount'),
            <span key="amount">
              <TokenAmount value={amount} />{' '}
              {rate === undefined ? null : (
                <span className="text-sm text-text-3">
                  {rich('sales.worthThen', { worth: <WorthThen value={amount} rate={rate} className="" /> })}
                </span>
              )}
            </span>,
          ],
          [t('sales.askedFor'), exactTime(createdAt)],
          ...(paidAt === undefined ? [] : ([[t('sales.paid'), exactTime(paidAt)]] as const)),
          [t('sales.orderNumber'), <code key="id">{id.slice(0, 18)}</code>],
        ]}
      />
      {greeting?.note === undefined ? null : (
        <blockquote className="mt-4 border-s-2 border-line-strong ps-3 wrap-anywhere whitespace-pre-line">
          <bdi>{greeting.note}</bdi>
        </blockquote>
      )}
      <ThanksPart sale={sale} />
      <RefundPart sale={sale} title={title} />
    </Dialog>
  )
}

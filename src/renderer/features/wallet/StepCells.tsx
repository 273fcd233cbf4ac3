import {
  ArrowDownLeft,
  ArrowDownToLine,
  ArrowUpFromLine,
  Cable,
  CircleSlash,
  Hourglass,
  Unplug,
} from 'lucide-react'
import type { ChainStepKind, ChainStepView } from '../../../shared/api/chainSteps.ts'
import { coinsText } from '../../../shared/i18n/amountText.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { t } from '../../../shared/i18n/t.ts'
import { errorText } from '../../../shared/i18n/errorText.ts'

interface StepProps {
  readonly step: ChainStepView
}

const kinds: Readonly<
  Record<
    ChainStepKind,
    { readonly icon: typeof Cable; readonly done: string; readonly running: string; readonly failed: string }
  >
> = {
  open: {
    icon: Cable,
    get done() {
      return t('wallet.connectionOpened')
    },
    get running() {
      return t('common.openingLabel')
    },
    get failed() {
      return t('wallet.notOpened')
    },
  },
  deposit: {
    icon: ArrowDownToLine,
    get done() {
      return t('wallet.putIn')
    },
    get running() {
      return t('wallet.puttingIn')
    },
    get failed() {
      return t('wallet.notPutIn')
    },
  },
  withdraw: {
    icon: ArrowUpFromLine,
    get done() {
      return t('wallet.takenOut')
    },
    get running() {
      return t('wallet.takingOut')
    },
    get failed() {
      return t('wallet.notTakenOut')
    },
  },
  close: {
    icon: Unplug,
    get done() {
      return t('wallet.connectionClosed')
    },
    get running() {
      return t('wallet.closingLabel')
    },
    get failed() {
      return t('wallet.notClosed')
    },
  },
  settle: {
    icon: ArrowDownLeft,
    get done() {
      return t('wallet.cameBack')
    },
    get running() {
      return t('wallet.comingBack')
    },
    get failed() {
      return t('wallet.notBack')
    },
  },
}

/** What a step was, in words. */
export const stepWords = ({ kind, state }: ChainStepView): string => kinds[kind][state]

/** What was done on the chain, or how far it is. */
export function StepIcon({ step: { kind, state } }: StepProps) {
  if (state === 'failed')
    return <CircleSlash size={16} aria-label={t('wallet.notDone')} className="text-text-3" />
  if (state === 'running')
    return <Hourglass size={16} aria-label={t('wallet.onItsWay')} className="text-text-2" />
  const Icon = kinds[kind].icon
  return (
    <Icon
      size={16}
      aria-label={t('common.done')}
      className={kind === 'settle' ? 'text-positive' : 'text-text-2'}
    />
  )
}

/** What it was and what it cost; why, and the transaction's hash, when pointed at. @param coin that the fee is in */
export function StepSubject({ step, coin }: StepProps & { readonly coin: string }) {
  const { state, fee, problem, hash } = step
  const note =
    state === 'failed'
      ? t('wallet.nothingMoved')
      : state === 'running'
        ? t('wallet.underWay')
        : fee === null
          ? null
          : t('wallet.feeFeeCoin', { fee: coinsText(fee), coin })
  return (
    <span
      title={[problem === null || problem === undefined ? undefined : errorText(problem), hash]
        .filter((each) => typeof each === 'string')
        .join('\n')}
    >
      <span className="font-medium">{stepWords(step)}</span>
      {note === null ? null : <span className="block text-sm text-text-3">{note}</span>}
    </span>
  )
}

export function StepAmount({ step: { kind, state, amount } }: StepProps) {
  if (kind === 'open' || (kind === 'close' && state === 'done')) return null
  if (state === 'failed') return <TokenAmount value={amount} className="text-text-3 line-through" />
  return (
    <TokenAmount value={amount} {...(kind === 'settle' ? { sign: '+', className: 'text-positive' } : {})} />
  )
}

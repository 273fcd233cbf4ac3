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
import { inCoins } from '../../../shared/token.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'

interface StepProps {
  readonly step: ChainStepView
}

const kinds: Readonly<
  Record<
    ChainStepKind,
    { readonly icon: typeof Cable; readonly done: string; readonly running: string; readonly failed: string }
  >
> = {
  open: { icon: Cable, done: 'Connection opened', running: 'Opening', failed: 'Not opened' },
  deposit: { icon: ArrowDownToLine, done: 'Put in', running: 'Putting in', failed: 'Not put in' },
  withdraw: { icon: ArrowUpFromLine, done: 'Taken out', running: 'Taking out', failed: 'Not taken out' },
  close: { icon: Unplug, done: 'Connection closed', running: 'Closing', failed: 'Not closed' },
  settle: { icon: ArrowDownLeft, done: 'Came back', running: 'Coming back', failed: 'Not back' },
}

/** What was done on the chain, or how far it is. */
export function StepIcon({ step: { kind, state } }: StepProps) {
  if (state === 'failed') return <CircleSlash size={16} aria-label="Not done" className="text-text-3" />
  if (state === 'running') return <Hourglass size={16} aria-label="On its way" className="text-text-2" />
  const Icon = kinds[kind].icon
  return <Icon size={16} aria-label="Done" className={kind === 'settle' ? 'text-positive' : 'text-text-2'} />
}

/** What it was and what it cost; why, and the transaction's hash, when pointed at. @param coin that the fee is in */
export function StepSubject({ step, coin }: StepProps & { readonly coin: string }) {
  const { kind, state, fee, problem, hash } = step
  const note =
    state === 'failed'
      ? 'Nothing moved'
      : state === 'running'
        ? 'Under way'
        : fee === null
          ? null
          : `Fee ${inCoins(fee)} ${coin}`
  return (
    <span title={[problem?.message, hash].filter((each) => typeof each === 'string').join('\n')}>
      <span className="font-medium">{kinds[kind][state]}</span>
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

import { useState } from 'react'
import type { ConnectionView } from '../../../shared/api/account.ts'
import { BuskerError } from '../../../shared/errors.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { type ProgressStep, StepList } from '../../ui/StepList.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { amountProblem, parseAmountInput, useToken } from '../../ui/token.ts'
import { t } from '../../../shared/i18n/t.ts'

interface ConnectFormProps {
  readonly isLocal: boolean
}

/** What somebody usually sets aside, in whole tokens. */
export const defaultDeposit = '20'

/** Opens the connection to the hub, step by step. The node goes on with it when this page is left. */
export function ConnectForm({ isLocal }: ConnectFormProps) {
  const token = useToken()
  const [text, setText] = useState(defaultDeposit)
  const connection = useIpcQuery('connection', {})
  const begin = useIpcMutation('beginConnecting')
  const deposit = parseAmountInput(text, token)

  const { state, step = null, problem = null } = connection.data ?? {}
  if (state === 'connecting' || begin.isPending)
    return <Connecting step={step} problem={problem} isLocal={isLocal} />
  const error = begin.error ?? (problem && toError(problem))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (deposit !== undefined) begin.mutate({ deposit })
      }}
    >
      <div className="flex flex-wrap items-start gap-2">
        <TextField
          label={t('wallet.toSpend')}
          inputMode="decimal"
          value={text}
          onChange={(event) => setText(event.target.value)}
          suffix={token.symbol}
          error={amountProblem(text, token)}
          className="w-44"
        />
        <Button type="submit" variant="primary" disabled={deposit === undefined} className="mt-6">
          {isLocal ? t('wallet.getPlayMoneyAndConnect') : t('common.connect')}
        </Button>
      </div>
      {error ? (
        <ErrorState
          title={t('wallet.theConnectionWasNotOpened')}
          error={error}
          money={t('wallet.whatWasSetAsideSo')}
          className="mt-4"
        />
      ) : null}
    </form>
  )
}

interface ConnectingProps extends Pick<ConnectionView, 'step' | 'problem'> {
  readonly isLocal: boolean
}

/** How far it is; and, where it is kept from going on, why, and that nobody need do anything. */
function Connecting({ step, problem, isLocal }: ConnectingProps) {
  const stop = useIpcMutation('stopConnecting')
  return (
    <>
      <StepList label={t('wallet.connecting')} steps={stepsAt(step, isLocal)} />
      {problem === null ? null : (
        <>
          <ErrorState
            title={t('wallet.notConnectedYet')}
            error={toError(problem)}
            money={t('wallet.itIsTriedAgainBy')}
            className="mt-4"
          />
          <Button
            size="small"
            variant="quiet"
            busy={stop.isPending && t('wallet.stopping')}
            onClick={() => stop.mutate({})}
            className="mt-2"
          >
            {t('wallet.stopTrying')}
          </Button>
        </>
      )}
    </>
  )
}

const order = ['faucet', 'channel', 'deposit'] as const

function stepsAt(step: ConnectionView['step'], isLocal: boolean): ProgressStep[] {
  const at = step === null ? 0 : order.indexOf(step)
  const words = {
    faucet: isLocal ? t('wallet.gettingPlayMoneyLabel') : t('wallet.lookingAtYourAccount'),
    channel: t('wallet.theHubOpensTheConnection'),
    deposit: t('wallet.settingYourMoneyAside'),
  }
  return order.map((id, index) => ({
    id,
    label: words[id],
    state: index < at ? 'done' : index === at ? 'running' : 'waiting',
  }))
}

function toError({ code, message }: NonNullable<ConnectionView['problem']>): BuskerError {
  return new BuskerError(code, message)
}

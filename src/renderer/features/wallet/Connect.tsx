import { useEffect, useRef, useState } from 'react'
import { useAction } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { type Step, StepList } from '../../ui/StepList.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { parseAmount, useToken } from '../../ui/token.ts'

interface ConnectProps {
  readonly isLocal: boolean
  /** Without being asked: for somebody who only tries it. */
  readonly startsAtOnce?: boolean
}

const order = ['faucet', 'channel', 'deposit'] as const
const usual = '20'

/** Opens the connection to the hub, step by step. */
export function Connect({ isLocal, startsAtOnce = false }: ConnectProps) {
  const token = useToken()
  const [text, setText] = useState(usual)
  const connect = useAction('connect')
  const deposit = parseAmount(text, token)
  const { mutate } = connect
  const hasStarted = useRef(false)
  useEffect(() => {
    const first = parseAmount(usual, token)
    if (!startsAtOnce || hasStarted.current || first === undefined) return
    hasStarted.current = true
    mutate({ deposit: first })
  }, [startsAtOnce, mutate, token])

  if (connect.isPending)
    return <StepList label="Connecting" steps={stepsAt(connect.progress?.step, isLocal)} />
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (deposit !== undefined) connect.mutate({ deposit })
      }}
    >
      <div className="flex flex-wrap items-start gap-2">
        <TextField
          label="To spend"
          inputMode="decimal"
          value={text}
          onChange={(event) => setText(event.target.value)}
          suffix={token.symbol}
          error={deposit === undefined ? 'Write an amount, such as 20 or 7.50.' : undefined}
          className="w-44"
        />
        <Button type="submit" variant="primary" disabled={deposit === undefined} className="mt-6">
          {isLocal ? 'Get play money and connect' : 'Connect'}
        </Button>
      </div>
      {connect.isError ? (
        <ErrorState
          title="The connection was not opened"
          error={connect.error}
          money="What was set aside so far stays yours; trying again goes on from there."
          className="mt-4"
        />
      ) : null}
    </form>
  )
}

function stepsAt(step: (typeof order)[number] | undefined, isLocal: boolean): Step[] {
  const at = step === undefined ? 0 : order.indexOf(step)
  const words = {
    faucet: isLocal ? 'Getting play money' : 'Looking at your account',
    channel: 'The hub opens the connection',
    deposit: 'Setting your money aside',
  }
  return order.map((id, place) => ({
    id,
    label: words[id],
    state: place < at ? 'done' : place === at ? 'running' : 'waiting',
  }))
}

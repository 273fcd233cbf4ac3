import { useNavigate } from '@tanstack/react-router'
import { Compass, Search } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { useShell } from '../../shell/shellStore.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page } from '../../ui/Page.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { type ProgressStep, StepList } from '../../ui/StepList.tsx'
import { parseAmountInput, useToken } from '../../ui/token.ts'
import { VoucherNotice } from '../invitation/VoucherNotice.tsx'
import { ConnectForm, defaultDeposit } from '../wallet/ConnectForm.tsx'
import { hasConnection } from '../wallet/channels.ts'
import { useOnboarding } from './onboardingStore.ts'
import { RoleChoice } from './RoleChoice.tsx'
import { useSellingSteps } from './useSellingSteps.tsx'

/** The first steps, each with the button that does it. */
export function StartPage() {
  const state = useIpcQuery('app.state', {})
  const wallet = useIpcQuery('wallet', {}, { refetchIntervalMs: 5_000 })
  const library = useIpcQuery('library', {})
  const role = useIpcQuery('app.preferences', {}).data?.role ?? null
  const navigate = useNavigate()
  const showPalette = useShell((shell) => shell.showPalette)
  const { startedAs, finish } = useOnboarding()
  const isTrial = startedAs === 'tried'
  const isConnected = wallet.data !== undefined && hasConnection(wallet.data)
  const hasMusic = (library.data?.length ?? 0) > 0

  useAutoConnect(isTrial)

  useEffect(() => {
    if (!isTrial || !isConnected) return
    finish()
    void navigate({ to: '/' })
  }, [isTrial, isConnected, finish, navigate])

  const sells = role === 'artist' || role === 'both'
  const sellingSteps = useSellingSteps(sells)
  const allSteps: readonly ProgressStep[] = [
    { id: 'keys', label: 'Your keys are made', state: 'done', note: 'Only here, and in your 24 words' },
    {
      id: 'network',
      label: `Your network: ${state.data?.network?.name ?? 'not chosen yet'}`,
      state: state.data?.network === null ? 'waiting' : 'done',
      note: state.data?.network?.isLocal === true ? 'Play money' : state.data?.network?.symbol,
    },
    {
      id: 'connection',
      label: isConnected ? 'You are connected to the hub' : 'Connect to the hub',
      state: isConnected ? 'done' : isTrial ? 'running' : 'next',
      children: isConnected ? undefined : (
        <>
          <p className="mb-3 max-w-prose text-text-2">
            The hub passes your payments on. Set aside what you want to be able to spend; it stays yours, and
            what is left comes back whenever you close the connection.
          </p>
          {wallet.isError ? (
            <ErrorState
              title="Your balances are not known yet"
              error={wallet.error}
              onRetry={() => void wallet.refetch()}
            />
          ) : wallet.isPending ? (
            <SkeletonRows label="Loading your balances" rows={1} />
          ) : (
            <ConnectForm isLocal={state.data?.network?.isLocal ?? false} isBeginning={isTrial} />
          )}
        </>
      ),
    },
    ...(sells ? sellingSteps : []),
    {
      id: 'search',
      label: hasMusic ? 'You own your first music' : 'Find something to hear',
      state: hasMusic ? 'done' : isConnected ? 'next' : 'waiting',
      children: hasMusic ? undefined : (
        <Button
          icon={Search}
          variant={isConnected ? 'primary' : 'secondary'}
          onClick={() => showPalette(true)}
        >
          Search music
        </Button>
      ),
    },
  ]
  const steps = role === 'artist' ? allSteps.filter(({ id }) => id !== 'search') : allSteps
  const doneCount = steps.filter((step) => step.state === 'done').length
  return (
    <Page
      title="Get started"
      lead={`${stepWords[steps.length] ?? steps.length} steps, ${doneCount === steps.length ? 'all' : (countWords[doneCount] ?? doneCount)} of them done.`}
      width="narrow"
    >
      <VoucherNotice />
      <RoleChoice />
      <StepList label="First steps" steps={steps} />
      {doneCount === steps.length ? (
        <Button variant="primary" icon={Compass} className="mt-8" onClick={() => void navigate({ to: '/' })}>
          Go to Discover
        </Button>
      ) : null}
    </Page>
  )
}

/** Requests the connection without a press, for a trial. The node carries it out. */
function useAutoConnect(isWanted: boolean): void {
  const { mutate } = useIpcMutation('beginConnecting')
  const token = useToken()
  const isKnown = token.symbol !== ''
  const hasBegun = useRef(false)
  useEffect(() => {
    const deposit = parseAmountInput(defaultDeposit, token)
    if (!isWanted || !isKnown || hasBegun.current || deposit === undefined) return
    hasBegun.current = true
    mutate({ deposit })
  }, [isWanted, isKnown, mutate, token])
}

const countWords = ['none', 'one', 'two', 'three', 'four', 'five']
const stepWords: Readonly<Record<number, string>> = { 4: 'Four', 5: 'Five', 6: 'Six' }

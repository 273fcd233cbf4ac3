import { useEffect, useRef, useState } from 'react'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { usePlayer } from '../../playback/usePlayer.ts'
import { parseAmountInput, useToken } from '../../ui/token.ts'
import { defaultDeposit } from '../wallet/ConnectForm.tsx'
import { canPlayInFull, useWorkActions } from '../work/useWorkActions.ts'
import { useOnboarding } from './onboardingStore.ts'

/** As long after the press as sound is still its answer, ms. */
const patienceMs = 30_000

/**
 * Begins a trial: plays the preview of the newest music, and has play money set aside meanwhile. Both need the network, and go on
 * by themselves.
 */
export function TrialStart() {
  const isTrial = useOnboarding(({ startedAs }) => startedAs === 'tried')
  return isTrial ? <BeginTrial /> : null
}

function BeginTrial() {
  const finish = useOnboarding((onboarding) => onboarding.finish)
  const isConnecting = useConnection()
  const isPreviewOver = useFirstPreview()
  useEffect(() => {
    if (isConnecting && isPreviewOver) finish()
  }, [isConnecting, isPreviewOver, finish])
  return null
}

/** Requests the connection without a press; the node carries it out. @returns whether it is requested */
function useConnection(): boolean {
  const { mutate, isIdle } = useIpcMutation('beginConnecting')
  const token = useToken()
  const isKnown = token.symbol !== ''
  useEffect(() => {
    const deposit = parseAmountInput(defaultDeposit, token)
    if (isKnown && isIdle && deposit !== undefined) mutate({ deposit })
  }, [isKnown, isIdle, mutate, token])
  return !isIdle
}

/**
 * Plays the first preview as soon as something is on sale, unless the person has pressed play before.
 *
 * @returns whether none is to come any more
 */
function useFirstPreview(): boolean {
  const [isLate, setLate] = useState(false)
  const newest = useIpcQuery('newest', { limit: 100 }, { refetchIntervalMs: 2_000 }).data
  const isPlaying = usePlayer(({ track }) => track !== null)
  const { listen } = useWorkActions()
  const first = newest?.find((work) => !canPlayInFull(work))
  const hasBegun = useRef(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => {
    if (first === undefined || isLate || isPlaying || hasBegun.current) return
    hasBegun.current = true
    listen(first)
  }, [first, isLate, isPlaying, listen])
  return isLate || isPlaying
}

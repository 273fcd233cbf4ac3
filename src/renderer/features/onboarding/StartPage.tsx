import { useNavigate } from '@tanstack/react-router'
import { Compass, ScrollText, Search } from 'lucide-react'
import { useIpcQuery } from '../../ipc/queries.ts'
import { useShell } from '../../shell/shellStore.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page } from '../../ui/Page.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { type ProgressStep, StepList } from '../../ui/StepList.tsx'
import { VoucherNotice } from '../invitation/VoucherNotice.tsx'
import { ConnectForm } from '../wallet/ConnectForm.tsx'
import { hasConnection } from '../wallet/channels.ts'
import { RoleChoice } from './RoleChoice.tsx'
import { useProtectKeys } from './useProtectKeys.ts'
import { useSellingSteps } from './useSellingSteps.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** The first steps, each with the button that does it. */
export function StartPage() {
  const state = useIpcQuery('app.state', {})
  const wallet = useIpcQuery('wallet', {}, { refetchIntervalMs: 5_000 })
  const library = useIpcQuery('library', {})
  const role = useIpcQuery('app.preferences', {}).data?.role ?? null
  const navigate = useNavigate()
  const showPalette = useShell((shell) => shell.showPalette)
  const { isUnprotected, protect } = useProtectKeys()
  const isConnected = wallet.data !== undefined && hasConnection(wallet.data)
  const hasMusic = (library.data?.length ?? 0) > 0

  const sells = role === 'artist' || role === 'both'
  const sellingSteps = useSellingSteps(sells)
  const allSteps: readonly ProgressStep[] = [
    {
      id: 'keys',
      label: t('onboarding.yourKeysAreMade'),
      state: 'done',
      note: isUnprotected ? t('onboarding.onlyHere') : t('onboarding.onlyHereAndInYour'),
    },
    {
      id: 'network',
      label: t('onboarding.yourNetworkLabel', {
        name: state.data?.network?.name ?? t('onboarding.notChosenYet'),
      }),
      state: state.data?.network === null ? 'waiting' : 'done',
      note: state.data?.network?.isLocal === true ? t('common.playMoney') : state.data?.network?.symbol,
    },
    {
      id: 'connection',
      label: isConnected ? t('onboarding.youAreConnectedToThe') : t('onboarding.connectToTheHub'),
      state: isConnected ? 'done' : 'next',
      children: isConnected ? undefined : (
        <>
          <p className="mb-3 max-w-prose text-text-2">{t('onboarding.theHubPassesYourPayments')}</p>
          {wallet.isError ? (
            <ErrorState
              title={t('onboarding.yourBalancesAreNotKnown')}
              error={wallet.error}
              onRetry={() => void wallet.refetch()}
            />
          ) : wallet.isPending ? (
            <SkeletonRows label={t('common.loadingYourBalances')} rows={1} />
          ) : (
            <ConnectForm isLocal={state.data?.network?.isLocal ?? false} />
          )}
        </>
      ),
    },
    ...(sells ? sellingSteps : []),
    {
      id: 'search',
      label: hasMusic ? t('onboarding.youOwnYourFirstMusic') : t('onboarding.findSomethingToHear'),
      state: hasMusic ? 'done' : isConnected ? 'next' : 'waiting',
      children: hasMusic ? undefined : (
        <Button
          icon={Search}
          variant={isConnected ? 'primary' : 'secondary'}
          onClick={() => showPalette(true)}
        >
          {t('common.searchMusic')}
        </Button>
      ),
    },
    ...(isUnprotected ? [wordsStep(protect)] : []),
  ]
  const steps = role === 'artist' ? allSteps.filter(({ id }) => id !== 'search') : allSteps
  const doneCount = steps.filter((step) => step.state === 'done').length
  return (
    <Page
      title={t('common.getStarted')}
      lead={t('onboarding.stepsDone', {
        steps: stepWords[steps.length] ?? steps.length,
        done: doneCount === steps.length ? t('onboarding.countAll') : (countWords()[doneCount] ?? doneCount),
      })}
      width="narrow"
    >
      <VoucherNotice />
      <RoleChoice />
      <StepList label={t('onboarding.firstSteps')} steps={steps} />
      {doneCount === steps.length ? (
        <Button variant="primary" icon={Compass} className="mt-8" onClick={() => void navigate({ to: '/' })}>
          {t('common.goToDiscover')}
        </Button>
      ) : null}
    </Page>
  )
}

/** No hurry: it waits until there is something to lose. */
const wordsStep = (protect: () => void): ProgressStep => ({
  id: 'words',
  label: t('onboarding.writeYourWordsDownAndChoose'),
  state: 'waiting',
  note: t('onboarding.noHurry'),
  children: (
    <>
      <p className="mb-3 max-w-prose text-text-2">{t('onboarding.untilThenItOpensByItself')}</p>
      <Button icon={ScrollText} onClick={protect}>
        {t('onboarding.writeMyWordsDown')}
      </Button>
    </>
  ),
})

const countWords = () => [
  t('onboarding.countNone'),
  t('onboarding.countOne'),
  t('onboarding.countTwo'),
  t('onboarding.countThree'),
  t('onboarding.countFour'),
  t('onboarding.countFive'),
  t('onboarding.countSix'),
]
const stepWords: Readonly<Record<number, string>> = {
  get 4() {
    return t('onboarding.four')
  },
  get 5() {
    return t('onboarding.five')
  },
  get 6() {
    return t('onboarding.six')
  },
  get 7() {
    return t('onboarding.seven')
  },
}

import { Link } from '@tanstack/react-router'
import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ConnectionView } from '../../../shared/api/account.ts'
import { toAmount } from '../../../shared/money.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { t } from '../../../shared/i18n/t.ts'
import { errorText } from '../../../shared/i18n/errorText.ts'

/** Shown while buyers cannot pay this account: why, what happens to their orders, and a button that connects. */
export function PaymentsUnavailable() {
  const connection = useIpcQuery('connection', {}, { refetchIntervalMs: 5_000 }).data
  if (connection === undefined || connection.canBePaid || connection.state === 'unknown') return null
  return (
    <section
      aria-label={t('studio.buyersCannotPayYouYet')}
      className="mb-6 flex items-start gap-3 rounded-large bg-warning-soft px-4 py-3"
    >
      <CircleAlert size={18} aria-hidden className="mt-0.5 shrink-0 text-warning" />
      <div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div role="status" className="min-w-0 flex-1 basis-80">
          <p className="font-medium">
            {t('studio.buyersCannotPayYouYetSentence')}
            {connection.waitingBuyers > 0 ? ` ${waitingText(connection.waitingBuyers)}` : ''}
          </p>
          <p className="text-text-2">{reasonText(connection)}</p>
        </div>
        <ConnectAction connection={connection} />
      </div>
    </section>
  )
}

const waitingText = (count: number): string => t('studio.buyersWaiting', { count })

function reasonText({ state, problem }: ConnectionView): ReactNode {
  if (problem !== null) return errorText(problem)
  switch (state) {
    case 'connecting':
      return t('studio.theHubIsOpeningYour')
    case 'closing':
      return t('studio.yourConnectionToTheHub')
    case 'open':
      return t('studio.theHubHasYetTo')
    case 'none':
    case 'unknown':
      return t('studio.whatTheyPayComesOver')
  }
}

/** The one button: only a person can open a connection that nobody has asked for. */
function ConnectAction({ connection: { state, problem } }: { readonly connection: ConnectionView }) {
  const begin = useIpcMutation('beginConnecting')
  if (state === 'closing') {
    return (
      <Link to="/wallet" className="font-medium text-accent underline">
        {t('studio.goToTheWallet')}
      </Link>
    )
  }
  if (state !== 'none') return null
  return (
    <>
      <Button
        variant="primary"
        busy={begin.isPending && t('studio.askingTheHub')}
        onClick={() => begin.mutate({ deposit: toAmount(0n) })}
      >
        {problem === null ? t('common.connect') : t('common.tryAgain')}
      </Button>
      {begin.error === null ? null : (
        <p role="alert" className="basis-full text-danger">
          {messageOf(begin.error)}
        </p>
      )}
    </>
  )
}

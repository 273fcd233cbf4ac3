import { Link, useRouter } from '@tanstack/react-router'
import { ArrowLeft, ArrowRight, FlaskConical, Search, WifiOff } from 'lucide-react'
import { BasketButton } from '../features/basket/BasketButton.tsx'
import { useProtectKeys } from '../features/onboarding/useProtectKeys.ts'
import { useIpcQuery } from '../ipc/queries.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { describeOutage } from './describeOutage.ts'
import { useShell } from './shellStore.ts'
import { t } from '../../shared/i18n/t.ts'

/** Back, forward, search, and a word when the network is away. */
export function TopBar() {
  const { history } = useRouter()
  const showPalette = useShell((shell) => shell.showPalette)
  const status = useIpcQuery('status', {}, { refetchIntervalMs: 15_000 })
  const connection = describeOutage(status.data?.parts)
  const { isUnprotected } = useProtectKeys()
  return (
    <header className="flex h-13 items-center gap-1 px-3">
      <span dir="ltr" className="me-1 w-11 ps-2 text-lg font-bold tracking-tight min-[900px]:w-47">
        B<span className="max-[899px]:hidden">{'usker'}</span>
        <span aria-hidden className="text-accent">
          .
        </span>
      </span>
      <IconButton
        label={t('common.back')}
        keys="Alt+ArrowLeft"
        icon={ArrowLeft}
        onClick={() => history.back()}
      />
      <IconButton
        label={t('shell.forward')}
        keys="Alt+ArrowRight"
        icon={ArrowRight}
        onClick={() => history.forward()}
      />
      <button
        type="button"
        onClick={() => showPalette(true)}
        className="ms-2 flex h-9 w-full max-w-md items-center gap-2.5 rounded-small bg-surface-2 px-3 text-start text-text-3 transition-colors hover:text-text-1"
      >
        <Search size={16} aria-hidden />
        <span className="flex-1 truncate">{t('shell.searchMusicAndCommands')}</span>
        <Kbd keys="Mod+k" className="max-[899px]:hidden" />
      </button>
      <BasketButton />
      {connection === undefined ? (
        isUnprotected && <TrialLink />
      ) : (
        <p
          role="status"
          title={connection.consequence}
          className="ms-auto flex items-center gap-2 rounded-full bg-warning-soft px-3 py-1 text-sm whitespace-nowrap text-warning"
        >
          <WifiOff size={14} aria-hidden />
          {connection.summary}
        </p>
      )}
    </header>
  )
}

/** That this is a trial, in two words, and the way to what comes after it. */
function TrialLink() {
  return (
    <Link
      to="/start"
      className="ms-auto flex h-7 items-center gap-2 rounded-full px-3 text-sm whitespace-nowrap text-text-3 hover:bg-surface-3 hover:text-text-1"
    >
      <FlaskConical size={14} aria-hidden />
      {t('shell.tryingItOut')}
    </Link>
  )
}

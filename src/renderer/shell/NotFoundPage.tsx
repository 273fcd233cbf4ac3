import { Link } from '@tanstack/react-router'
import { Signpost } from 'lucide-react'
import { EmptyState } from '../ui/EmptyState.tsx'
import { t } from '../../shared/i18n/t.ts'

/** For an address that leads nowhere. */
export function NotFoundPage() {
  return (
    <EmptyState
      icon={Signpost}
      title={t('shell.thereIsNoSuchPage')}
      actions={
        <Link to="/" className="font-medium text-accent underline">
          {t('common.goToDiscover')}
        </Link>
      }
    >
      {t('shell.theLinkMayComeFrom')}
    </EmptyState>
  )
}

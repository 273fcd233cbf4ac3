import { Link } from '@tanstack/react-router'
import { Signpost } from 'lucide-react'
import { EmptyState } from '../ui/EmptyState.tsx'

/** For an address that leads nowhere. */
export function NotFoundPage() {
  return (
    <EmptyState
      icon={Signpost}
      title="There is no such page"
      actions={
        <Link to="/" className="font-medium text-accent underline">
          Go to Discover
        </Link>
      }
    >
      The link may come from another version of Busker.
    </EmptyState>
  )
}

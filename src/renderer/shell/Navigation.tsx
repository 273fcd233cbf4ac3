import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import {
  AudioLines,
  Compass,
  Heart,
  KeyRound,
  Library,
  ListMusic,
  type LucideIcon,
  ReceiptText,
  Settings,
  UsersRound,
  Wallet,
} from 'lucide-react'

interface NavigationItem {
  readonly to:
    | '/'
    | '/library'
    | '/playlists'
    | '/favourites'
    | '/following'
    | '/studio'
    | '/sales'
    | '/wallet'
    | '/access'
    | '/settings'
  readonly label: string
  readonly icon: LucideIcon
}

/** Where one can go, in the groups they stand in. */
export const navigationGroups: readonly {
  readonly title: string
  readonly places: readonly NavigationItem[]
}[] = [
  {
    title: 'Listen',
    places: [
      { to: '/', label: 'Discover', icon: Compass },
      { to: '/library', label: 'Library', icon: Library },
      { to: '/playlists', label: 'Playlists', icon: ListMusic },
      { to: '/favourites', label: 'Favourites', icon: Heart },
      { to: '/following', label: 'Following', icon: UsersRound },
    ],
  },
  {
    title: 'Sell',
    places: [
      { to: '/studio', label: 'Studio', icon: AudioLines },
      { to: '/sales', label: 'Sales', icon: ReceiptText },
      { to: '/access', label: 'Access', icon: KeyRound },
    ],
  },
  {
    title: 'You',
    places: [
      { to: '/wallet', label: 'Wallet', icon: Wallet },
      { to: '/settings', label: 'Settings', icon: Settings },
    ],
  },
]

/** The left column: words from 900 px, pictures alone below. */
export function Navigation() {
  return (
    <nav aria-label="Main" className="flex w-14 flex-col gap-5 overflow-y-auto px-2 py-3 min-[900px]:w-50">
      {navigationGroups.map((group) => (
        <ul key={group.title} aria-label={group.title} className="flex flex-col gap-0.5">
          {group.places.map(({ to, label, icon: Icon }) => (
            <li key={to}>
              <Link
                to={to}
                title={label}
                activeOptions={{ exact: to === '/' }}
                className={clsx(
                  'flex h-9 items-center gap-3 rounded-small px-3 text-text-2 transition-colors hover:bg-surface-3 hover:text-text-1',
                  'aria-[current=page]:bg-surface-3 aria-[current=page]:font-medium aria-[current=page]:text-text-1',
                )}
              >
                <Icon size={17} strokeWidth={1.75} aria-hidden className="shrink-0" />
                <span className="max-[899px]:sr-only">{label}</span>
              </Link>
            </li>
          ))}
        </ul>
      ))}
    </nav>
  )
}

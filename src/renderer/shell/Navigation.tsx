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

import type { Role } from '../../shared/api/app.ts'
import { PlaylistLinks } from '../features/playlists/PlaylistLinks.tsx'
import { t } from '../../shared/i18n/t.ts'

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
  /** Goes there with Ctrl or Cmd. */
  readonly digit?: number
}

interface NavigationGroup {
  readonly title: string
  readonly places: readonly NavigationItem[]
}

const listen: NavigationGroup = {
  get title() {
    return t('shell.listen')
  },
  places: [
    {
      to: '/',
      get label() {
        return t('common.discover')
      },
      icon: Compass,
      digit: 1,
    },
    {
      to: '/library',
      get label() {
        return t('common.library')
      },
      icon: Library,
      digit: 2,
    },
    {
      to: '/playlists',
      get label() {
        return t('common.playlists')
      },
      icon: ListMusic,
      digit: 3,
    },
    {
      to: '/favourites',
      get label() {
        return t('common.favourites')
      },
      icon: Heart,
      digit: 9,
    },
    {
      to: '/following',
      get label() {
        return t('common.following')
      },
      icon: UsersRound,
    },
  ],
}
const sell: NavigationGroup = {
  get title() {
    return t('shell.sell')
  },
  places: [
    {
      to: '/studio',
      get label() {
        return t('common.studio')
      },
      icon: AudioLines,
      digit: 4,
    },
    {
      to: '/sales',
      get label() {
        return t('common.sales')
      },
      icon: ReceiptText,
      digit: 5,
    },
    {
      to: '/access',
      get label() {
        return t('common.access')
      },
      icon: KeyRound,
      digit: 6,
    },
  ],
}
const you: NavigationGroup = {
  get title() {
    return t('common.you')
  },
  places: [
    {
      to: '/wallet',
      get label() {
        return t('common.wallet')
      },
      icon: Wallet,
      digit: 7,
    },
    {
      to: '/settings',
      get label() {
        return t('common.settings')
      },
      icon: Settings,
      digit: 8,
    },
  ],
}

/** Where one can go, in the groups they stand in: a listener sees nothing of selling, and an artist that first. */
export function navigationGroupsFor(role: Role | null): readonly NavigationGroup[] {
  switch (role) {
    case 'listener':
      return [listen, you]
    case 'artist':
      return [sell, { ...listen, places: listen.places.slice(0, 2) }, you]
    case 'both':
    case null:
      return [listen, sell, you]
  }
}

/** The left column: words beside pictures from 900 px, below them in narrower windows. */
export function Navigation({ role }: { readonly role: Role | null }) {
  return (
    <nav
      aria-label={t('shell.main')}
      className="flex w-22 flex-col gap-1 overflow-y-auto px-0.5 min-[900px]:w-50 min-[900px]:gap-5 min-[900px]:px-2 min-[900px]:py-3"
    >
      {navigationGroupsFor(role).map((group) => (
        <ul key={group.title} aria-label={group.title} className="flex flex-col min-[900px]:gap-0.5">
          {group.places.map(({ to, label, icon: Icon }) => (
            <li key={to}>
              <Link
                to={to}
                title={label}
                activeOptions={{ exact: to === '/' }}
                className={clsx(
                  'flex h-11 flex-col items-center justify-center gap-0.5 rounded-small text-xs text-text-2 transition-colors hover:bg-surface-3 hover:text-text-1',
                  'min-[900px]:h-9 min-[900px]:flex-row min-[900px]:justify-start min-[900px]:gap-3 min-[900px]:px-3 min-[900px]:text-base',
                  'aria-[current=page]:bg-surface-3 aria-[current=page]:font-medium aria-[current=page]:text-text-1',
                )}
              >
                <Icon size={17} strokeWidth={1.75} aria-hidden className="shrink-0" />
                <span className="max-w-full truncate">{label}</span>
              </Link>
            </li>
          ))}
        </ul>
      ))}
      {role === 'artist' ? null : <PlaylistLinks />}
    </nav>
  )
}

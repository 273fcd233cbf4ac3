import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  type RouterHistory,
} from '@tanstack/react-router'
import { z } from 'zod'
import { ArtistPage } from './features/artist/ArtistPage.tsx'
import { ProfilePage } from './features/artist/ProfilePage.tsx'
import { DiagnosticsPage } from './features/diagnostics/DiagnosticsPage.tsx'
import { DiscoverPage } from './features/discover/DiscoverPage.tsx'
import { FavouritesPage } from './features/favourites/FavouritesPage.tsx'
import { FollowingPage } from './features/favourites/FollowingPage.tsx'
import { LibraryPage } from './features/library/LibraryPage.tsx'
import { libraryParts } from './features/library/libraryParts.ts'
import { StartPage } from './features/onboarding/StartPage.tsx'
import { PlaylistPage } from './features/playlists/PlaylistPage.tsx'
import { SmartListPage } from './features/playlists/SmartListPage.tsx'
import { PlaylistsPage } from './features/playlists/PlaylistsPage.tsx'
import { AccessPage } from './features/access/AccessPage.tsx'
import { salesTabs } from './features/sales/salesTabs.ts'
import { PurchasesPage } from './features/purchases/PurchasesPage.tsx'
import { SalesPage } from './features/sales/SalesPage.tsx'
import { SettingsPage } from './features/settings/SettingsPage.tsx'
import { StudioPage } from './features/studio/StudioPage.tsx'
import { PublishPage } from './features/studio/PublishPage.tsx'
import { ContactPage } from './features/wallet/ContactPage.tsx'
import { WalletPage } from './features/wallet/WalletPage.tsx'
import { ReleaseOfTrackPage } from './features/work/ReleaseOfTrackPage.tsx'
import { ComingPage } from './features/reservations/ComingPage.tsx'
import { CodePage } from './features/work/CodePage.tsx'
import { WorkPage } from './features/work/WorkPage.tsx'
import { NotFoundPage } from './shell/NotFoundPage.tsx'
import { Shell } from './shell/Shell.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage })
const route = <const P extends string>(path: P, component: () => React.ReactNode) =>
  createRoute({ getParentRoute: () => root, path, component })

/** What is searched stands in the address. */
const discover = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: DiscoverPage,
  validateSearch: z.object({
    q: z.string().optional().catch(undefined),
    genre: z.string().optional().catch(undefined),
  }),
})

/** Which of its tabs is open, and which order was come for. */
const sales = createRoute({
  getParentRoute: () => root,
  path: '/sales',
  component: SalesPage,
  validateSearch: z.object({
    tab: z.enum(salesTabs).optional().catch(undefined),
    order: z.string().optional().catch(undefined),
  }),
})

/** Which part of it is shown, and which of the artists or genres. */
const library = createRoute({
  getParentRoute: () => root,
  path: '/library',
  component: LibraryPage,
  validateSearch: z.object({
    show: z.enum(libraryParts).optional().catch(undefined),
    of: z.string().optional().catch(undefined),
  }),
})

/** Which order was come for. */
const purchases = createRoute({
  getParentRoute: () => root,
  path: '/purchases',
  component: PurchasesPage,
  validateSearch: z.object({ order: z.string().optional().catch(undefined) }),
})

const routeTree = root.addChildren([
  discover,
  route('/start', StartPage),
  route('/artist/$address', ArtistPage),
  route('/coming/$artist/$kind/$id', ComingPage),
  route('/work/$kind/$id/$edition', WorkPage),
  route('/work/$kind/$id/$edition/release', ReleaseOfTrackPage),
  route('/work/$kind/$id/$edition/code/$code', CodePage),
  route('/favourites', FavouritesPage),
  route('/following', FollowingPage),
  library,
  route('/playlists', PlaylistsPage),
  route('/playlists/$id', PlaylistPage),
  route('/lists/$id', SmartListPage),
  route('/studio', StudioPage),
  route('/studio/publish', PublishPage),
  route('/studio/profile', ProfilePage),
  sales,
  purchases,
  route('/access', AccessPage),
  route('/wallet', WalletPage),
  route('/wallet/contact/$card', ContactPage),
  route('/settings', SettingsPage),
  route('/settings/diagnostics', DiagnosticsPage),
])

/**
 * Places are kept behind the hash, because the page itself is one file of `app://busker/`. A new place is shown from
 * its top, one that is gone back to where it was left.
 */
export function createAppRouter(history: RouterHistory = createHashHistory()) {
  return createRouter({ routeTree, history, scrollRestoration: true, scrollToTopSelectors: ['main'] })
}
export type AppRouter = ReturnType<typeof createAppRouter>

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter
  }
}

import type { ComingView, ReservationView } from '../../shared/api/coming.ts'
import type { ContactView } from '../../shared/api/contacts.ts'
import type { ConnectionView, JoinedPolicy, SnapshotState } from '../../shared/api/account.ts'
import type {
  AppState,
  InvitationView,
  NetworkChoice,
  Preferences,
  SpendingView,
  UpdateView,
} from '../../shared/api/app.ts'
import type { ListenBrainzView } from '../../shared/api/listenBrainz.ts'
import type { CurrencyView } from '../../shared/api/currency.ts'
import type { AudioStorageView } from '../../shared/api/storage.ts'
import type { PhoneView } from '../../shared/api/phone.ts'
import { noPhone } from './fixtures/phone.ts'
import type { LocalFolderView } from '../../shared/api/localFiles.ts'
import type { PlaylistFolderView } from '../../shared/api/playlistFolders.ts'
import type { SmartListView } from '../../shared/api/smartLists.ts'
import type { PlayCount } from '../../shared/api/plays.ts'
import type { OwnedWork, PlaylistView } from '../../shared/api/library.ts'
import type {
  GrantView,
  PaymentView,
  PurchaseView,
  SaleView,
  WalletView,
  WatchedChannelView,
  WorkView,
} from '../../shared/api/node.ts'
import type { Address } from '../../shared/ids.ts'
import type { ProfileView } from '../../shared/api/profile.ts'
import type { InspectedFile, UploadView } from '../../shared/api/studio.ts'
import type { HubBlockView, OnRampView, RpcUrlsView, VoucherView } from '../../shared/api/network.ts'
import type { ChainStepView } from '../../shared/api/chainSteps.ts'
import type { TransferView } from '../../shared/api/transfers.ts'
import type { AlsoBoughtView, CollectionView } from '../../shared/api/collection.ts'
import type { HiddenArtistView } from '../../shared/api/hiddenArtists.ts'
import type { GiftsView } from '../../shared/api/gifts.ts'
import type { LeaseView } from '../../shared/api/lease.ts'
import type { PairedMachine } from '../../shared/api/pairedMachine.ts'
import type { ServerOverview } from '../../shared/api/remote.ts'
import type { TowersView } from '../../shared/api/towers.ts'
import type { AnnouncedUrsulas, UrsulasView } from '../../shared/api/ursulas.ts'
import type { IpcOutput } from '../ipc/queries.ts'
import { networks, openState, preferences, spending, statusWithout } from './fixtures/app.ts'
import { usedHere } from './fixtures/lease.ts'
import { readyServer } from './fixtures/server.ts'
import { days, uuidOf } from './fixtures/seededValues.ts'
import {
  connection,
  emptyWallet,
  grants,
  joined,
  noConnection,
  noTowers,
  payments,
  purchases,
  sales,
  snapshot,
  towers,
  transfers,
  wallet,
  watchedChannels,
} from './fixtures/money.ts'
import { chainSteps } from './fixtures/chainSteps.ts'
import { coming, reservations } from './fixtures/coming.ts'
import { noGifts } from './fixtures/gifts.ts'
import { announcedKeepers, keepers, noKeepers } from './fixtures/keepers.ts'
import { inspectedFiles, uploads } from './fixtures/studio.ts'
import { artistAddress, market, own, ownProfile, workCodes } from './fixtures/works.ts'
import type { WorkCodeView } from '../../shared/api/codes.ts'

/** Everything the main process knows, in a scenario. */
export interface AppFixture {
  readonly app: AppState
  readonly preferences: Preferences
  readonly spending: SpendingView
  readonly loginItem: IpcOutput<'app.loginItem'>
  readonly update: UpdateView
  readonly networks: readonly NetworkChoice[]
  readonly rpcUrls: RpcUrlsView
  readonly currency: CurrencyView
  readonly onRamps: readonly OnRampView[]
  readonly hubBlocks: readonly HubBlockView[]
  /** Null: none is open. */
  readonly invitation: InvitationView | null
  readonly voucher: VoucherView | null
  readonly status: IpcOutput<'status'>
  readonly market: readonly WorkView[]
  readonly own: readonly WorkView[]
  readonly codes: readonly WorkCodeView[]
  /** Of whoever uses Busker; null: nothing was published yet. */
  readonly profile: ProfileView | null
  readonly library: readonly OwnedWork[]
  /** Works that are marked. */
  readonly favourites: readonly WorkView[]
  /** By whoever is looked at: artists, and works by their titles. */
  readonly recommended: { readonly artists?: readonly Address[]; readonly titles?: readonly string[] }
  readonly collection: CollectionView
  readonly alsoBought: AlsoBoughtView
  readonly hiddenArtists: readonly HiddenArtistView[]
  /** Artists who are followed. */
  readonly followed: readonly Address[]
  readonly playlists: readonly PlaylistView[]
  readonly playlistFolders: readonly PlaylistFolderView[]
  readonly localFolders: readonly LocalFolderView[]
  readonly phone: PhoneView
  readonly listenBrainz: ListenBrainzView
  readonly audioStorage: AudioStorageView
  readonly smartLists: readonly SmartListView[]
  readonly plays: readonly PlayCount[]
  readonly purchases: readonly PurchaseView[]
  /** Artists whose name looks like that of whoever is looked at. */
  readonly namesakes: number
  readonly sales: readonly SaleView[]
  readonly grants: readonly GrantView[]
  readonly joined: readonly JoinedPolicy[]
  readonly basket: readonly WorkView[]
  readonly coming: readonly ComingView[]
  readonly reservations: readonly ReservationView[]
  readonly contacts: readonly ContactView[]
  readonly wallet: WalletView
  readonly watchedChannels: readonly WatchedChannelView[]
  readonly connection: ConnectionView
  readonly towers: TowersView
  readonly keepers: UrsulasView
  readonly announcedKeepers: AnnouncedUrsulas
  readonly lease: LeaseView
  /** The server that sells while this machine is off. */
  readonly server: PairedMachine | null
  readonly serverOverview: ServerOverview
  readonly gifts: GiftsView
  readonly payments: readonly PaymentView[]
  readonly transfers: readonly TransferView[]
  readonly chainSteps: readonly ChainStepView[]
  readonly snapshot: SnapshotState
  readonly uploads: readonly UploadView[]
  readonly inspected: readonly InspectedFile[]
  /** Left out: none. */
  readonly recentFiles?: IpcOutput<'app.recentFiles'>
  readonly chosenBonus?: IpcOutput<'app.chooseBonus'>
  /** Left out: a file without a preview. */
  readonly chosenArtwork?: IpcOutput<'app.chooseArtwork'>
  /** Null: none was kept. */
  readonly uploadDraft: IpcOutput<'uploadDraft'>
}

const bought = market.filter((work) => work.isOwned)
const library = bought.map((work, index) => ({
  work,
  boughtAt: Date.now() - days(index * 1.7),
  isDownloaded: index % 3 !== 1,
}))

const playlist = (name: string, tracks: readonly WorkView[]): PlaylistView => ({
  id: uuidOf(name),
  name,
  tracks: [...tracks],
  folder: null,
  createdAt: Date.now() - days(name.length),
})

/** Somebody who has used Busker for a while, listening and selling. */
export const fullFixture: AppFixture = {
  app: openState,
  preferences,
  spending,
  loginItem: { isOn: false, isPossible: true },
  update: { state: 'none', checkedAt: null, refused: null },
  networks,
  invitation: null,
  voucher: null,
  hubBlocks: [],
  rpcUrls: { own: [], operators: ['https://rpc.example', 'https://chain.example'] },
  // Play money is worth nothing.
  currency: { chosen: null, available: [], rate: null, problem: null },
  onRamps: [],
  status: statusWithout(),
  market,
  own,
  codes: workCodes,
  profile: ownProfile,
  library,
  favourites: [...market.filter((work) => !work.isOwned).slice(1, 4), ...bought.slice(0, 2)],
  recommended: {},
  collection: { isShown: false, name: '', isUpToDate: true, problem: null, works: [] },
  alsoBought: { works: [], names: [] },
  hiddenArtists: [],
  followed: [artistAddress('maren'), artistAddress('ruta')],
  playlists: [
    playlist('Sunday, slowly', bought),
    playlist('For the night ferry', bought.slice(2, 5)),
    playlist(
      'Everything I would take along if the house were on fire and I had both hands free',
      bought.slice(0, 2),
    ),
  ],
  playlistFolders: [],
  listenBrainz: { user: null, waiting: 0, problem: null },
  localFolders: [],
  phone: noPhone,
  audioStorage: { bytes: 14_260_000_000, tracks: 412, limit: null },
  smartLists: [
    {
      id: uuidOf('Folk of this year'),
      name: 'Folk of this year',
      rule: { genre: 'Folk', addedWithinDays: 365, isDownloaded: true, order: 'newest', limit: 50 },
      createdAt: Date.now() - days(30),
      folder: null,
    },
  ],
  plays: bought.slice(0, 4).map(({ id }, index) => ({
    track: id,
    plays: [3, 41, 1, 12][index] ?? 1,
    lastPlayedAt: Date.now() - days(index * 2.3),
  })),
  purchases,
  namesakes: 0,
  sales,
  grants,
  joined,
  basket: [],
  coming,
  reservations,
  contacts: [],
  wallet,
  watchedChannels,
  connection,
  towers,
  keepers,
  announcedKeepers,
  lease: usedHere,
  server: null,
  serverOverview: readyServer,
  gifts: noGifts,
  payments,
  transfers,
  chainSteps,
  snapshot,
  uploads,
  inspected: inspectedFiles,
  uploadDraft: null,
}

/** The first minute: a vault, and nothing else. */
export const emptyFixture: AppFixture = {
  ...fullFixture,
  market: [],
  own: [],
  codes: [],
  profile: null,
  library: [],
  favourites: [],
  recommended: {},
  collection: { isShown: false, name: '', isUpToDate: true, problem: null, works: [] },
  alsoBought: { works: [], names: [] },
  hiddenArtists: [],
  followed: [],
  playlists: [],
  playlistFolders: [],
  listenBrainz: { user: null, waiting: 0, problem: null },
  localFolders: [],
  audioStorage: { bytes: 0, tracks: 0, limit: null },
  smartLists: [],
  plays: [],
  purchases: [],
  sales: [],
  grants: [],
  joined: [],
  basket: [],
  coming: [],
  reservations: [],
  contacts: [],
  wallet: emptyWallet,
  watchedChannels: [],
  connection: noConnection,
  towers: noTowers,
  keepers: noKeepers,
  announcedKeepers: [],
  payments: [],
  transfers: [],
  chainSteps: [],
  snapshot: { kept: 0, keptAt: null, problem: null },
  uploads: [],
}

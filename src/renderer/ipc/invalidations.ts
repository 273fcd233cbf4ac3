import type { IpcEvent, IpcMethod } from '../../shared/ipc.ts'

/** Works, and whose they are, as an order or a catalogue changes them. */
const shown: readonly IpcMethod[] = ['works', 'work', 'artist', 'seller', 'search', 'newest', 'library']
const orders: readonly IpcMethod[] = [
  ...shown,
  'purchases',
  'purchase',
  'sales',
  'wallet',
  'payments',
  'joinedPolicies',
  'grants',
  'snapshotState',
  'app.spending',
]
const works: readonly IpcMethod[] = [...shown, 'playlists', 'gifts']

/** The queries that an event of the main process invalidates. */
export const invalidatedByEvent: Partial<Record<IpcEvent, readonly IpcMethod[]>> = {
  'node.purchase': orders,
  'node.sale': orders,
  'node.gifts': ['gifts'],
  'node.download': ['library'],
  'node.upload': ['uploads', 'works'],
  'node.part': ['status', 'wallet', 'connection'],
  'node.warnings': ['status'],
  'node.connection': [
    'connection',
    'voucher',
    'wallet',
    'payments',
    'watchedChannels',
    'towers',
    'transfers',
  ],
  'node.catalogue': ['profile', ...works],
  'app.invited': ['app.invitation', 'app.readInvitation', 'app.checkNetwork'],
  'app.changed': ['voucher', 'app.networks', 'app.spending', 'rpcUrls', 'transfers', 'gifts', 'seller'],
}

const money: readonly IpcMethod[] = ['wallet', 'payments', 'connection']

/** The queries that a mutation invalidates. */
export const invalidatedByMutation: Partial<Record<IpcMethod, readonly IpcMethod[]>> = {
  buy: orders,
  confirm: orders,
  cancel: orders,
  waiveDebt: ['sales'],
  revoke: ['grants'],
  connect: money,
  beginConnecting: money,
  stopConnecting: money,
  deposit: money,
  withdraw: money,
  closeChannel: money,
  acceptChannelLoss: ['watchedChannels'],
  send: money,
  sendFromAccount: ['wallet', 'transfers'],
  faucet: money,
  acceptGift: ['gifts'],
  declineGift: ['gifts'],
  acceptGiftsFrom: ['gifts'],
  addTower: ['towers'],
  removeTower: ['towers'],
  setRpcUrls: ['rpcUrls'],
  snapshotKeep: ['snapshotState'],
  restartPart: ['status'],
  upload: ['uploads'],
  cancelUpload: ['uploads', 'works'],
  resumeUpload: ['uploads'],
  dismissUpload: ['uploads'],
  reprice: works,
  editWork: works,
  restoreWorks: works,
  withdrawWork: works,
  setProfile: ['profile', ...works],
  download: ['library'],
  createPlaylist: ['playlists'],
  renamePlaylist: ['playlists'],
  arrangePlaylist: ['playlists'],
  removePlaylist: ['playlists'],
  'app.setPreferences': ['app.preferences'],
  'app.setSpendingLimit': ['app.spending'],
  'app.chooseNetwork': ['app.state', 'app.networks'],
  'app.openInvitation': ['app.invitation', 'app.readInvitation'],
  'app.chooseInvitation': ['app.invitation', 'app.readInvitation'],
  'app.dismissInvitation': ['app.invitation'],
  'app.joinNetwork': ['app.state', 'app.networks', 'app.invitation'],
  'app.importNetwork': ['app.networks', 'app.checkNetwork'],
  'app.lock': ['app.state'],
}

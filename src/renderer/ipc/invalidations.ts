import type { IpcEvent, IpcMethod } from '../../shared/ipc.ts'

const orders: readonly IpcMethod[] = [
  'purchases',
  'purchase',
  'sales',
  'wallet',
  'payments',
  'library',
  'works',
  'work',
  'artist',
  'search',
  'newest',
  'joinedPolicies',
  'grants',
  'snapshotState',
  'app.spending',
]
const works: readonly IpcMethod[] = ['works', 'work', 'artist', 'search', 'newest', 'library', 'playlists']

/** The queries that an event of the main process invalidates. */
export const invalidatedByEvent: Partial<Record<IpcEvent, readonly IpcMethod[]>> = {
  'node.purchase': orders,
  'node.sale': orders,
  'node.gifts': ['gifts'],
  'node.upload': ['uploads', 'works'],
  'node.part': ['status', 'wallet', 'connection'],
  'node.warnings': ['status'],
  'node.connection': ['connection', 'wallet', 'watchedChannels', 'towers', 'transfers'],
  'node.catalogue': works,
  'app.changed': ['app.networks'],
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
  withdrawWork: works,
  download: ['library'],
  createPlaylist: ['playlists'],
  renamePlaylist: ['playlists'],
  arrangePlaylist: ['playlists'],
  removePlaylist: ['playlists'],
  'app.setPreferences': ['app.preferences'],
  'app.setSpendingLimit': ['app.spending'],
  'app.chooseNetwork': ['app.state', 'app.networks'],
  'app.importNetwork': ['app.networks', 'app.checkNetwork'],
  'app.lock': ['app.state'],
}

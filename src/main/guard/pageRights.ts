import type { WindowApi } from '../../shared/ipc.ts'

/**
 * What the page of the main window may do by itself. `free`: anything of this kind. `confirmed`: what takes money out of the
 * wallet, puts it out of reach, gives up a claim, or names an address that is reached or believed; a person confirms it where
 * no page reaches. `files`: what names files, which have to be those that a person chose or dropped.
 */
export type PageRight = 'free' | 'confirmed' | 'files'

/** A method that is new is a compile error here until somebody has decided. */
export const pageRights = {
  status: 'free',
  identity: 'free',
  search: 'free',
  works: 'free',
  buy: 'confirmed',
  confirm: 'confirmed',
  cancel: 'free',
  purchases: 'free',
  purchase: 'free',
  receipt: 'free',
  verifyReceipt: 'free',
  sales: 'free',
  waiveDebt: 'confirmed',
  grants: 'free',
  revoke: 'free',
  wallet: 'free',
  payments: 'free',
  connect: 'confirmed',
  deposit: 'confirmed',
  withdraw: 'confirmed',
  closeChannel: 'confirmed',
  watchedChannels: 'free',
  acceptChannelLoss: 'confirmed',
  snapshotKeep: 'free',
  newest: 'free',
  work: 'free',
  artist: 'free',
  seller: 'free',
  inspect: 'files',
  upload: 'files',
  uploads: 'free',
  cancelUpload: 'free',
  resumeUpload: 'free',
  dismissUpload: 'free',
  followUpload: 'free',
  reprice: 'free',
  editWork: 'files',
  replaceSound: 'files',
  restoreWorks: 'free',
  withdrawWork: 'free',
  profile: 'free',
  setProfile: 'files',
  play: 'free',
  preview: 'free',
  prefetch: 'free',
  download: 'free',
  hlsLink: 'free',
  library: 'free',
  playlists: 'free',
  createPlaylist: 'free',
  renamePlaylist: 'free',
  arrangePlaylist: 'free',
  removePlaylist: 'free',
  queue: 'free',
  keepQueue: 'free',
  send: 'confirmed',
  connection: 'free',
  beginConnecting: 'confirmed',
  stopConnecting: 'free',
  faucet: 'free',
  joinedPolicies: 'free',
  snapshotState: 'free',
  restartPart: 'free',
  towers: 'free',
  addTower: 'confirmed',
  removeTower: 'free',
  rpcUrls: 'free',
  voucher: 'free',
  setRpcUrls: 'confirmed',
  quoteTransfer: 'free',
  sendFromAccount: 'confirmed',
  transfers: 'free',
  chainSteps: 'free',
  gifts: 'free',
  acceptGift: 'free',
  declineGift: 'free',
  acceptGiftsFrom: 'free',
} as const satisfies Record<keyof WindowApi, PageRight>

type MethodsWith<R extends PageRight> = {
  [M in keyof WindowApi]: (typeof pageRights)[M] extends R ? M : never
}[keyof WindowApi]

export type ConfirmedMethod = MethodsWith<'confirmed'>
export type FileMethod = MethodsWith<'files'>

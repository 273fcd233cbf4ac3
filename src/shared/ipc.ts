import { z } from 'zod'
import { accountApi } from './api/account.ts'
import { appApi, appEvents } from './api/app.ts'
import { basketApi } from './api/basket.ts'
import { buyingApi } from './api/buying.ts'
import { catalogueApi } from './api/catalogue.ts'
import { chainStepsApi } from './api/chainSteps.ts'
import { collectionApi } from './api/collection.ts'
import { contactsApi } from './api/contacts.ts'
import { currencyApi } from './api/currency.ts'
import { defineApi } from './api/define.ts'
import { appDragApi } from './api/drag.ts'
import { appExportApi } from './api/export.ts'
import { listenBrainzApi } from './api/listenBrainz.ts'
import { appLocalFilesApi, localFilesApi } from './api/localFiles.ts'
import { appPhoneApi, phoneApi } from './api/phone.ts'
import { leaseApi } from './api/lease.ts'
import { libraryApi } from './api/library.ts'
import { networkApi } from './api/network.ts'
import { coreApi, partHealth, purchaseView, saleView, workView } from './api/node.ts'
import { playbackApi } from './api/playback.ts'
import { playsApi } from './api/plays.ts'
import { playlistFoldersApi } from './api/playlistFolders.ts'
import { smartListsApi } from './api/smartLists.ts'
import { appPlaylistFilesApi } from './api/playlistFiles.ts'
import { appRecentApi } from './api/recent.ts'
import { recommendsApi } from './api/recommends.ts'
import { serverApi } from './api/remote.ts'
import { profileApi } from './api/profile.ts'
import { appPromotionApi } from './api/promotion.ts'
import { storageApi } from './api/storage.ts'
import { comingApi } from './api/coming.ts'
import { codesApi } from './api/codes.ts'
import { studioApi, uploadView } from './api/studio.ts'
import { uploadDraftApi } from './api/uploadDraft.ts'
import { favouritesApi } from './api/favourites.ts'
import { hiddenArtistsApi } from './api/hiddenArtists.ts'
import { giftsApi } from './api/gifts.ts'
import { towersApi } from './api/towers.ts'
import { ursulasApi } from './api/ursulas.ts'
import { transfersApi } from './api/transfers.ts'
import { vaultApi } from './api/vault.ts'
import { label } from './ids.ts'
import type { ForeignErrorData } from './errors/parseError.ts'

/** What the main window can ask of the node, while one is open. */
export const windowApi = defineApi({
  ...coreApi,
  ...catalogueApi,
  ...studioApi,
  ...codesApi,
  ...uploadDraftApi,
  ...profileApi,
  ...favouritesApi,
  ...hiddenArtistsApi,
  ...recommendsApi,
  ...collectionApi,
  ...playbackApi,
  ...libraryApi,
  ...localFilesApi,
  ...phoneApi,
  ...playsApi,
  ...storageApi,
  ...listenBrainzApi,
  ...smartListsApi,
  ...playlistFoldersApi,
  ...accountApi,
  ...towersApi,
  ...ursulasApi,
  ...networkApi,
  ...currencyApi,
  ...transfersApi,
  ...chainStepsApi,
  ...giftsApi,
  ...buyingApi,
  ...basketApi,
  ...comingApi,
  ...leaseApi,
  ...contactsApi,
  ...serverApi,
})
export type WindowApi = typeof windowApi

/** What the main window can ask of the main process. Handlers, preload and client are derived from it. */
export const ipcMethods = defineApi({
  ...windowApi,
  ...appApi,
  ...appPromotionApi,
  ...appExportApi,
  ...appDragApi,
  ...appRecentApi,
  ...appPlaylistFilesApi,
  ...appLocalFilesApi,
  ...appPhoneApi,
  'diagnostics.parts': {
    input: z.strictObject({}),
    progress: z.enum(['sqlite', 'nucypherCore', 'ipfs', 'ffmpeg']),
    output: z.strictObject({
      electron: z.string(),
      node: z.string(),
      sqlite: z.string(),
      nucypherCore: z.string(),
      ipfs: z.string(),
      ffmpeg: z.string(),
    }),
  },
})
export type IpcMethods = typeof ipcMethods
export type IpcMethod = keyof IpcMethods

/** What the vault window can ask of the main process. */
export const vaultMethods = vaultApi
export type VaultMethods = typeof vaultMethods

/** Events the main process sends to renderers. */
export const ipcEvents = {
  ...appEvents,
  'node.purchase': purchaseView,
  'node.sale': saleView,
  /** A payment became final; query the wallet again. */
  'node.payment': z.strictObject({}),
  'node.upload': uploadView,
  'node.part': partHealth,
  /** The connection to the hub, or the request for one, has changed; query it again. */
  'node.connection': z.strictObject({}),
  /** Works were added, changed or removed; query them again. */
  'node.catalogue': z.strictObject({}),
  /** An artist whom one follows has brought these out. */
  'node.newWorks': z.strictObject({ works: z.array(workView) }),
  'node.warnings': z.strictObject({}),
  /** Watched folders or their files changed; query them again. */
  'node.localFiles': z.strictObject({}),
  /** The person's currency, or what the token is worth in it, changed; query it again. */
  'node.currency': z.strictObject({}),
  /** Phones can play what is owned, or can't any more, or one came or went; query it again. */
  'node.phone': z.strictObject({}),
  /** All of a track is on this machine. */
  'node.download': z.strictObject({ label }),
  /** A gift came, or changed; query them again. */
  'node.gifts': z.strictObject({}),
  'node.basket': z.strictObject({}),
  /** What is reserved changed; query it again. */
  'node.reservation': z.strictObject({}),
  /** What one shows that one bought, or how far that is, changed; query it again. */
  'node.collection': z.strictObject({}),
  /** How far one call is: what its method calls `progress`. */
  'call.progress': z.strictObject({ call: z.string(), progress: z.unknown() }),
} as const
export type IpcEvents = typeof ipcEvents
export type IpcEvent = keyof IpcEvents
export type IpcEventValue<E extends IpcEvent> = z.output<IpcEvents[E]>

/** Errors travel as data: of an error thrown across IPC, Electron keeps only the message. */
export type Outcome = { readonly value: unknown } | { readonly error: ForeignErrorData }

/** Asks one method. @param call names this call, for `cancel` and `call.progress` */
export type AskMethod = (call: string, input: unknown) => Promise<Outcome>

/** What the preload puts on `window.busker`: the contract and nothing else. Values are in their encoded form. */
export interface Bridge {
  readonly ask: Readonly<Record<IpcMethod, AskMethod>>
  readonly cancel: (call: string) => void
  /** Where a file that a person dropped lies on this machine, which the page may name from then on. Empty: it is on no disk. */
  readonly pathOf: (file: File) => string
  /** @returns unsubscribe */
  readonly on: Readonly<Record<IpcEvent, (listener: (value: unknown) => void) => () => void>>
}

/** What the preload of the vault window puts on `window.buskerVault`. */
export interface VaultBridge {
  readonly ask: Readonly<Record<keyof VaultMethods, AskMethod>>
}

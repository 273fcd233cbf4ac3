import { defineApi } from './define.ts'
import { basketApi } from './basket.ts'
import { collectionApi } from './collection.ts'
import { contactsApi } from './contacts.ts'
import { favouritesApi } from './favourites.ts'
import { hiddenArtistsApi } from './hiddenArtists.ts'
import { codesApi } from './codes.ts'
import { comingApi } from './coming.ts'
import { listenApi } from './listen.ts'
import { localFilesApi, localPathsApi } from './localFiles.ts'
import { nodeApi } from './node.ts'
import { playlistCommandsApi } from './playlistCommands.ts'
import { playlistFilesApi } from './playlistFiles.ts'
import { profileApi } from './profile.ts'
import { promotionApi } from './promotion.ts'
import { recommendsApi } from './recommends.ts'
import { raidenApi } from './raidenApi.ts'
import { pairingApi, serverApi } from './remote.ts'
import { storageApi } from './storage.ts'
import { studioApi } from './studio.ts'
import { uploadDraftApi } from './uploadDraft.ts'
import { ursulasApi } from './ursulas.ts'

/** What commands can ask of the node that runs on a data folder. */
export const commandApi = defineApi({
  ...nodeApi,
  ...studioApi,
  ...codesApi,
  ...basketApi,
  ...comingApi,
  setFollowing: favouritesApi.setFollowing,
  searchArtists: favouritesApi.searchArtists,
  ...hiddenArtistsApi,
  ...recommendsApi,
  ...collectionApi,
  ...contactsApi,
  ...uploadDraftApi,
  ...playlistFilesApi,
  ...playlistCommandsApi,
  ...localFilesApi,
  ...localPathsApi,
  ...storageApi,
  ...profileApi,
  ...promotionApi,
  ...listenApi,
  ...raidenApi,
  ...ursulasApi,
  ...serverApi,
  ...pairingApi,
})
export type CommandApi = typeof commandApi

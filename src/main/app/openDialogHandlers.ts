import type { AppApi } from '../../shared/api/app.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import { readContractFacts } from '../../node/network/acceptContracts.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import type { ChosenFiles } from '../guard/chosenFiles.ts'
import type { NodeHost } from '../node/nodeHost.ts'
import type { Dialogs } from './dialogs.ts'
import type { Networks } from './networks.ts'
import { readCopy } from './readCopy.ts'
import { viewNetwork } from './viewState.ts'
import { t } from '../../shared/i18n/t.ts'

type Methods = Pick<
  ApiHandlers<AppApi>,
  | 'app.networks'
  | 'app.checkNetwork'
  | 'app.importNetwork'
  | 'app.chooseCopy'
  | 'app.chooseAudio'
  | 'app.chooseBonus'
  | 'app.chooseArtwork'
  | 'app.cropArtwork'
>

const audioFilter = {
  get name() {
    return t('desktop.audio')
  },
  extensions: 'wav aif aiff flac mp3 m4a mp4 ogg oga opus'.split(' '),
}
const bonusFilter = {
  get name() {
    return t('desktop.bonusFiles')
  },
  extensions: 'pdf jpg jpeg png webp txt md zip'.split(' '),
}
const imageFilter = {
  get name() {
    return t('desktop.pictures')
  },
  extensions: 'jpg jpeg png webp'.split(' '),
}

export interface OpenDialogOptions {
  readonly host: NodeHost
  readonly networks: Networks
  readonly dialogs: Dialogs
  /** Told of what is chosen. */
  readonly chosenFiles: ChosenFiles
  /** Notes a file that was opened, to be opened again. */
  readonly noteRecent: (kind: 'network', file: string) => Promise<void>
}

/** Handlers of open dialogs, for files and network profiles, and of the list of networks. */
export function openDialogHandlers({
  host,
  networks,
  dialogs,
  chosenFiles,
  noteRecent,
}: OpenDialogOptions): Methods {
  return {
    async 'app.networks'() {
      const view = async (network: NetworkProfile) => ({
        ...viewNetwork(network),
        isToAccept: await networks.isToAccept(network),
      })
      return Promise.all((await networks.list()).map(view))
    },
    async 'app.checkNetwork'({ id }) {
      const network = await networks.find(id)
      const { channelLimit } = await readContractFacts(network)
      return { decimals: network.token.decimals, channelLimit }
    },
    async 'app.chooseCopy'({ file }) {
      if (file !== undefined) chosenFiles.require([file])
      const chosen =
        file ??
        (await dialogs.chooseFile(t('desktop.openACopy'), [
          { name: t('desktop.copyOfBusker'), extensions: ['busker', '*'] },
        ]))
      if (chosen === null) return null
      chosenFiles.add([chosen])
      return readCopy(chosen)
    },
    async 'app.importNetwork'() {
      const file = await dialogs.chooseFile(t('desktop.addANetwork'), [
        { name: t('desktop.networkProfile'), extensions: ['json'] },
      ])
      if (file === null) return null
      const network = await networks.import(file)
      await host.refresh()
      await noteRecent('network', file)
      return viewNetwork(network)
    },
    async 'app.chooseAudio'({ kind }) {
      const chosen = await (kind === 'folder'
        ? dialogs.chooseFolder(t('desktop.chooseAFolder'))
        : dialogs.chooseFiles(t('desktop.chooseAudioFiles'), [audioFilter]))
      chosenFiles.add(chosen)
      return chosen
    },
    async 'app.chooseBonus'() {
      const chosen = await dialogs.chooseFiles(t('desktop.chooseBonusFiles'), [bonusFilter])
      chosenFiles.add(chosen)
      return chosen
    },
    async 'app.chooseArtwork'() {
      const { previewArtwork } = host.open
      const file = await dialogs.chooseFile(t('desktop.chooseArtwork'), [imageFilter])
      if (file === null) return { file, preview: null }
      const preview = await previewArtwork(file)
      chosenFiles.add([file])
      return { file, ...preview }
    },
    async 'app.cropArtwork'({ file, crop }) {
      chosenFiles.require([file])
      const { preview } = await host.open.previewArtwork(file, crop)
      return { preview }
    },
  }
}

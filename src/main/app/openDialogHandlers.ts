import { nativeImage } from 'electron'
import type { AppApi } from '../../shared/api/app.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import { readContractFacts } from '../../node/network/acceptContracts.ts'
import type { NodeHost } from '../node/nodeHost.ts'
import type { Dialogs } from './dialogs.ts'
import type { Networks } from './networks.ts'
import { viewNetwork } from './viewState.ts'

type Methods = Pick<
  ApiHandlers<AppApi>,
  'app.networks' | 'app.checkNetwork' | 'app.importNetwork' | 'app.chooseAudio' | 'app.chooseArtwork'
>

const audioFilter = { name: 'Audio', extensions: 'wav aif aiff flac mp3 m4a mp4 ogg oga opus'.split(' ') }
const imageFilter = { name: 'Pictures', extensions: 'jpg jpeg png webp gif avif tif tiff'.split(' ') }
const previewPixels = 256

/** Handlers of open dialogs, for files and network profiles, and of the list of networks. */
export function openDialogHandlers(networks: Networks, host: NodeHost, dialogs: Dialogs): Methods {
  return {
    'app.networks': async () => (await networks.list()).map(viewNetwork),
    async 'app.checkNetwork'({ id }) {
      const network = await networks.find(id)
      const { channelLimit } = await readContractFacts(network)
      return { decimals: network.token.decimals, channelLimit }
    },
    async 'app.importNetwork'() {
      const file = await dialogs.chooseFile('Add a network', [
        { name: 'Network profile', extensions: ['json'] },
      ])
      if (file === null) return null
      const network = await networks.import(file)
      await host.refresh()
      return viewNetwork(network)
    },
    'app.chooseAudio': ({ kind }) =>
      kind === 'folder'
        ? dialogs.chooseFolder('Choose a folder')
        : dialogs.chooseFiles('Choose audio files', [audioFilter]),
    async 'app.chooseArtwork'() {
      const file = await dialogs.chooseFile('Choose artwork', [imageFilter])
      return { file, preview: file === null ? null : previewOf(file) }
    },
  }
}

/** Null where the system cannot show the picture; the node may be able to read it all the same. */
function previewOf(file: string): string | null {
  const image = nativeImage.createFromPath(file)
  if (image.isEmpty()) return null
  const { width, height } = image.getSize()
  const scale = Math.min(1, previewPixels / Math.max(width, height))
  return image.resize({ width: Math.max(1, Math.round(width * scale)) }).toDataURL()
}

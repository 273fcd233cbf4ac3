import { clipboard } from 'electron'
import type { AppApi, Preferences, VaultPurpose } from '../../shared/api/app.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import { quote } from '../../shared/text.ts'
import type { ChosenFiles } from '../guard/chosenFiles.ts'
import type { Confirmations, Question } from '../guard/confirmations.ts'
import { spendingHandlers } from '../guard/spendingHandlers.ts'
import type { NodeHost } from '../node/nodeHost.ts'
import { openDialogHandlers } from './openDialogHandlers.ts'
import type { Dialogs } from './dialogs.ts'
import type { Networks } from './networks.ts'
import type { PreferenceFile } from './preferences.ts'
import { saveDialogHandlers } from './saveDialogHandlers.ts'
import { viewState } from './viewState.ts'

/** What the page reports of its player. */
export interface PlaybackStatus {
  readonly title: string | null
  readonly isPaused: boolean
}

export interface AppHandlersOptions {
  readonly host: NodeHost
  readonly networks: Networks
  readonly preferences: PreferenceFile
  readonly dialogs: Dialogs
  readonly confirmations: Confirmations
  readonly chosenFiles: ChosenFiles
  readonly version: string
  readonly logs: string
  readonly documents: string
  readonly openVault: (purpose: VaultPurpose) => Promise<void>
  /** Locks Busker; a passphrase is asked for again. */
  readonly lock: () => Promise<void>
  readonly onPreferences: (preferences: Preferences) => void
  readonly onPlaying: (playing: PlaybackStatus) => void
  readonly quit: () => void
}

/** Handlers of the application around the node. */
export function appHandlers(options: AppHandlersOptions): ApiHandlers<AppApi> {
  const { host, networks, preferences, version, openVault, lock, quit } = options
  const { onPreferences, onPlaying } = options
  return {
    'app.state': async () => {
      // A network may have come up since.
      if (host.state.network === null) await host.refresh()
      return viewState(host.state, version)
    },
    'app.preferences': async () => preferences.value,
    async 'app.setPreferences'(changes) {
      const changed = await preferences.set(changes)
      onPreferences(changed)
      return changed
    },
    async 'app.chooseNetwork'({ id, acceptsContracts }) {
      // What the page says of the box that was ticked is not enough: whoever names contracts can take what is paid in.
      if (acceptsContracts === true)
        await options.confirmations.require(await contractsQuestion(networks, id))
      await networks.choose(id, acceptsContracts)
      await host.changeNetwork()
      return viewState(host.state, version)
    },
    async 'app.openVault'({ purpose }) {
      await openVault(purpose)
      return {}
    },
    async 'app.lock'() {
      await lock()
      return {}
    },
    async 'app.copyText'({ text }) {
      await clipboard.writeText(text)
      return {}
    },
    async 'app.playing'(playing) {
      onPlaying(playing)
      return {}
    },
    async 'app.quit'() {
      quit()
      return {}
    },
    ...openDialogHandlers(options),
    ...saveDialogHandlers(options),
    ...spendingHandlers(() => host.open, options.confirmations),
  }
}

async function contractsQuestion(networks: Networks, id: string): Promise<Question> {
  const { name, hub, chain, contracts } = await networks.find(id)
  return {
    message: `Trust ${quote(hub.operator, 80)} to have named the real contracts of ${quote(name, 80)}?`,
    detail: `All money that you pay in on this network lies in them. Chain ${chain.id}, token ${contracts.token}, TokenNetwork ${contracts.tokenNetwork}.`,
    button: 'Trust them',
  }
}

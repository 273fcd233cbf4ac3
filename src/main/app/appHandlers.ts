import { clipboard } from 'electron'
import type { AppApi, CopyView, Preferences, VaultPurpose } from '../../shared/api/app.ts'
import type { RecentKind } from '../../shared/api/recent.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import { BuskerError } from '../../shared/errors.ts'
import { isLocalNetwork } from '../../shared/networkProfile.ts'
import { quote } from '../../shared/text.ts'
import type { ChosenFiles } from '../guard/chosenFiles.ts'
import type { Confirmations } from '../guard/confirmations.ts'
import { contractsQuestion } from '../guard/contractsQuestion.ts'
import { endTrialQuestion } from '../guard/endTrialQuestion.ts'
import { spendingHandlers } from '../guard/spendingHandlers.ts'
import type { NodeHost } from '../node/nodeHost.ts'
import { readCopy } from './readCopy.ts'
import { openDialogHandlers } from './openDialogHandlers.ts'
import type { Dialogs } from './dialogs.ts'
import { type LoginItem, loginItemHandlers } from './loginItem.ts'
import { invitationHandlers } from './invitationHandlers.ts'
import type { Invitations } from './invitations.ts'
import type { Networks } from './networks.ts'
import type { PreferenceFile } from './preferences.ts'
import { saveDialogHandlers } from './saveDialogHandlers.ts'
import { updateHandlers } from '../update/updateHandlers.ts'
import type { Updates } from '../update/updates.ts'
import { viewState } from './viewState.ts'

/** What the page reports of its player. */
export interface PlaybackStatus {
  readonly title: string | null
  readonly isPaused: boolean
}

export interface AppHandlersOptions {
  readonly host: NodeHost
  readonly networks: Networks
  readonly invitations: Invitations
  readonly preferences: PreferenceFile
  readonly dialogs: Dialogs
  readonly confirmations: Confirmations
  readonly chosenFiles: ChosenFiles
  /** Null: this Busker is not installed. */
  readonly loginItem: LoginItem | null
  /** Null: this Busker does not replace itself. */
  readonly updates: Promise<Updates | null>
  readonly version: string
  readonly logs: string
  readonly documents: string
  /** Notes a file that was opened or saved, to be opened again. */
  readonly noteRecent: (kind: RecentKind, file: string) => Promise<void>
  readonly openVault: (purpose: VaultPurpose, copy: CopyView | null) => Promise<void>
  /** Makes and opens keys to try Busker with. */
  readonly beginTrial: () => Promise<void>
  /** Puts the keys of a trial aside. */
  readonly putTrialAside: () => Promise<void>
  /** Locks Busker; a passphrase is asked for again. */
  readonly lock: () => Promise<void>
  readonly onPreferences: (preferences: Preferences) => void | Promise<void>
  readonly onPlaying: (playing: PlaybackStatus) => void
  readonly quit: () => void
}

/** Handlers of the application around the node. */
export function appHandlers(options: AppHandlersOptions): ApiHandlers<AppApi> {
  const { host, networks, preferences, version, openVault, beginTrial, lock, quit } = options
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
      await onPreferences(changed)
      return changed
    },
    async 'app.chooseNetwork'({ id, acceptsContracts }) {
      if (!isLocalNetwork(await networks.find(id))) await host.requirePassphrase()
      // What the page says of the box that was ticked is not enough: whoever names contracts can take what is paid in.
      if (acceptsContracts === true)
        await options.confirmations.require(contractsQuestion(await networks.find(id)))
      await networks.choose(id, acceptsContracts)
      await host.changeNetwork()
      return viewState(host.state, version)
    },
    async 'app.beginTrial'({ id }) {
      const network = await networks.find(id)
      if (!isLocalNetwork(network)) {
        throw new BuskerError(
          'VAULT_NO_PASSPHRASE',
          `On the network ${quote(network.name, 128)} money is real: keys for it are made with words on paper and a passphrase. Nothing was joined.`,
        )
      }
      await networks.choose(id)
      await beginTrial()
      return viewState(host.state, version)
    },
    async 'app.endTrial'() {
      await options.confirmations.require(endTrialQuestion())
      if (host.state.hasPassphrase) {
        throw new BuskerError('VAULT_OTHER_LOCK', 'These keys have a passphrase, and are not put aside.')
      }
      await host.lock()
      await options.putTrialAside()
      await host.refresh()
      return viewState(host.state, version)
    },
    async 'app.openVault'({ purpose, copy }) {
      if (copy !== undefined) options.chosenFiles.require([copy])
      await openVault(purpose, copy === undefined ? null : await readCopy(copy))
      return {}
    },
    async 'app.lock'() {
      await host.requirePassphrase()
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
    ...invitationHandlers({ ...options, viewState: () => viewState(host.state, version) }),
    ...saveDialogHandlers(options),
    ...loginItemHandlers(options.loginItem),
    ...updateHandlers(options.updates),
    ...spendingHandlers(() => host.open, options.confirmations),
  }
}

import type { AppApi, AppState } from '../../shared/api/app.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import { invitationIn } from '../../shared/deepLinks.ts'
import type { Confirmations } from '../guard/confirmations.ts'
import { contractsQuestion, joinQuestion } from '../guard/contractsQuestion.ts'
import type { NodeHost } from '../node/nodeHost.ts'
import type { Dialogs } from './dialogs.ts'
import type { Invitations } from './invitations.ts'
import type { Networks } from './networks.ts'
import { viewNetwork } from './viewState.ts'
import { t } from '../../shared/i18n/t.ts'

type Methods = Pick<
  ApiHandlers<AppApi>,
  | 'app.invitation'
  | 'app.pasteInvitation'
  | 'app.chooseInvitation'
  | 'app.readInvitation'
  | 'app.dismissInvitation'
  | 'app.joinNetwork'
>

export interface InvitationHandlersOptions {
  readonly invitations: Invitations
  readonly networks: Pick<Networks, 'isToAccept'>
  readonly host: Pick<NodeHost, 'changeNetwork' | 'requirePassphrase' | 'state'>
  readonly dialogs: Pick<Dialogs, 'chooseFile'>
  readonly confirmations: Confirmations
  /** Notes a file that was opened, to be opened again. */
  readonly noteRecent: (kind: 'invitation', file: string) => Promise<void>
  readonly viewState: () => AppState
}

/** Handlers of invitations: to open one, to look at it, to join. */
export function invitationHandlers(options: InvitationHandlersOptions): Methods {
  const { invitations, networks, host, dialogs, confirmations, noteRecent, viewState } = options
  return {
    'app.invitation': async () => ({ link: invitations.link }),
    async 'app.pasteInvitation'({ text }) {
      invitations.openText(text)
      return {}
    },
    async 'app.chooseInvitation'() {
      const file = await dialogs.chooseFile(t('common.openAnInvitation'), [
        { name: t('desktop.invitation'), extensions: ['busker', 'txt'] },
      ])
      if (file === null) return {}
      await invitations.openFile(file)
      if (invitationIn(invitations.link ?? '') !== null) await noteRecent('invitation', file)
      return {}
    },
    async 'app.readInvitation'() {
      const { network, credit, creditProblem } = await invitations.read()
      const current = host.state.network
      return {
        ...viewNetwork(network),
        isToAccept: await networks.isToAccept(network),
        decimals: network.token.decimals,
        maximumFee: network.hub.maximumFee,
        credit,
        creditProblem,
        isCurrent: current?.id === network.id && current.hub.raidenAddress === network.hub.raidenAddress,
      }
    },
    async 'app.dismissInvitation'() {
      invitations.dismiss()
      return {}
    },
    async 'app.joinNetwork'({ acceptsContracts }) {
      await host.requirePassphrase()
      const { network } = invitations.requireInvited()
      if (acceptsContracts) await confirmations.require(contractsQuestion(network))
      else if (invitations.isFromPage) await confirmations.require(joinQuestion(network))
      await invitations.join(acceptsContracts)
      await host.changeNetwork()
      return viewState()
    },
  }
}

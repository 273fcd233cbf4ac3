import { errorText } from '../../../shared/i18n/errorText.ts'
import { t } from '../../../shared/i18n/t.ts'
import type { IpcOutput } from '../../ipc/queries.ts'

type Part = IpcOutput<'status'>['parts'][number]

/** What the node's parts do, for those who do not know their names. */
const partDescriptions: Readonly<Record<string, () => readonly [title: string, does: string]>> = {
  ipfs: () => [t('common.network'), t('diagnostics.reachesOtherMachinesFetchesAnd')],
  clock: () => [t('diagnostics.time'), t('diagnostics.asksTheChainWhatTime')],
  catalogue: () => [t('diagnostics.catalogue'), t('diagnostics.learnsWhatArtistsPublishAnd')],
  access: () => [t('common.access'), t('diagnostics.unlocksWhatYouBoughtGives')],
  studio: () => [t('common.studio'), t('diagnostics.encodesSealsAndPublishesWhat')],
  channelWatch: () => [t('diagnostics.watch'), t('diagnostics.watchesYourConnectionsOnThe')],
  transfers: () => [t('diagnostics.transfers'), t('diagnostics.bringsWhatYouSendOut')],
  chainSteps: () => [t('diagnostics.stepsOnTheChain'), t('diagnostics.putsInTakesOutAnd')],
  restoredChannels: () => [t('diagnostics.oldConnections'), t('diagnostics.bringsBackMoneyFromBefore')],
  raiden: () => [t('diagnostics.payments'), t('diagnostics.sendsAndReceivesOverThe')],
  connection: () => [t('diagnostics.connection'), t('diagnostics.opensTheConnectionToThe')],
  vouchers: () => [t('diagnostics.credit'), t('diagnostics.redeemsWhatAnInvitationGives')],
  towers: () => [t('common.towers'), t('diagnostics.handsWhatYouArePaid')],
  market: () => [t('common.orders'), t('diagnostics.seesEveryPurchaseAndSale')],
  snapshots: () => [t('common.copies'), t('diagnostics.keepsASealedCopyOf')],
}

/** What a part is called, and what it does. */
export const describePart = (name: string): readonly [title: string, does: string] =>
  partDescriptions[name]?.() ?? [name, '']

/** Why a part does not work; null where it does. */
export function partProblem({ problem, waitsFor }: Part): string | null {
  if (waitsFor !== undefined) return t('diagnostics.startsAfter', { part: describePart(waitsFor)[0] })
  return problem === undefined ? null : `${errorText(problem)} (${problem.code})`
}

import { t } from '../../../shared/i18n/t.ts'
/** What the node's parts do, for those who do not know their names. */
export const partDescriptions: Readonly<Record<string, () => readonly [title: string, does: string]>> = {
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

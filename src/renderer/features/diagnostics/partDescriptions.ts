/** What the node's parts do, for those who do not know their names. */
export const partDescriptions: Readonly<Record<string, readonly [title: string, does: string]>> = {
  ipfs: ['Network', 'Reaches other machines, fetches and serves music.'],
  clock: ['Time', 'Asks the chain what time it is: the deadlines of money go by it.'],
  catalogue: ['Catalogue', 'Learns what artists publish, and tells of your works.'],
  access: ['Access', 'Unlocks what you bought; gives buyers theirs.'],
  studio: ['Studio', 'Encodes, seals and publishes what you upload.'],
  channelWatch: ['Watch', 'Watches your connections on the chain and answers for them.'],
  transfers: ['Transfers', 'Brings what you send out of your account onto the chain.'],
  chainSteps: ['Steps on the chain', 'Puts in, takes out and closes, and goes on with what was interrupted.'],
  restoredChannels: ['Old connections', 'Brings back money from before a restore.'],
  raiden: ['Payments', 'Sends and receives over the connection to the hub.'],
  connection: ['Connection', 'Opens the connection to the hub when it was asked for.'],
  vouchers: ['Credit', 'Redeems what an invitation gives you to begin with.'],
  towers: ['Towers', 'Hands what you are paid to those who watch while you are away.'],
  market: ['Orders', 'Sees every purchase and sale through to its end.'],
  snapshots: ['Copies', 'Keeps a sealed copy of your orders with the hub.'],
}

/** The states of a payment channel, in the order in which one goes through them; the names are Raiden's. */
export const channelStates = ['open', 'closing', 'closed', 'settleable', 'settling', 'settled'] as const
export type ChannelState = (typeof channelStates)[number]

/** The states of a payment channel, in the order in which one goes through them; the names are Raiden's. */
export const channelStates = ['open', 'closing', 'closed', 'settleable', 'settling', 'settled'] as const
export type ChannelState = (typeof channelStates)[number]

/**
 * A channel that is watched on chain. `closed`: it waits for its settlement; `settled`: what was locked is not taken yet;
 * `finished`: nothing is left to do.
 */
export const watchedChannelStates = ['open', 'closed', 'settled', 'finished'] as const
export type WatchedChannelState = (typeof watchedChannelStates)[number]

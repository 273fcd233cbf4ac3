import { accessErrors } from './accessErrors.ts'
import { channelErrors } from './channelErrors.ts'
import { commandErrors } from './commandErrors.ts'
import { demoErrors } from './demoErrors.ts'
import { hubErrors } from './hubErrors.ts'
import { localnetErrors } from './localnetErrors.ts'
import { networkErrors } from './networkErrors.ts'
import { nodeErrors } from './nodeErrors.ts'
import { orderErrors } from './orderErrors.ts'
import { playbackErrors } from './playbackErrors.ts'
import { raidenErrors } from './raidenErrors.ts'
import { rateErrors } from './rateErrors.ts'
import { remoteErrors } from './remoteErrors.ts'
import { snapshotErrors } from './snapshotErrors.ts'
import { studioErrors } from './studioErrors.ts'
import { towerErrors } from './towerErrors.ts'
import { updateErrors } from './updateErrors.ts'
import { vaultErrors } from './vaultErrors.ts'
import { walletErrors } from './walletErrors.ts'

/** The domains in the order in which docs/errors.md lists them. */
export const errorDomains = [
  { title: 'The vault and the words', entries: vaultErrors },
  { title: 'Orders', entries: orderErrors },
  { title: 'Payment channels', entries: raidenErrors },
  { title: 'Channels that are watched on chain', entries: channelErrors },
  { title: 'The account', entries: walletErrors },
  { title: 'Rates of one’s own currency', entries: rateErrors },
  { title: 'Access: policies, keys and Ursulas', entries: accessErrors },
  { title: 'Uploads and audio files', entries: studioErrors },
  { title: 'The catalogue, the library and playback', entries: playbackErrors },
  { title: 'Peers and what they say', entries: networkErrors },
  { title: 'The hub', entries: hubErrors },
  { title: 'Towers', entries: towerErrors },
  { title: 'Snapshots', entries: snapshotErrors },
  { title: 'A server of one’s own', entries: remoteErrors },
  { title: 'The node, its files and its processes', entries: nodeErrors },
  { title: 'Newer versions of Busker', entries: updateErrors },
  { title: 'Commands, the control socket and windows', entries: commandErrors },
  { title: 'The local network for development', entries: localnetErrors },
  { title: 'The demonstration', entries: demoErrors },
] as const

/** Every code that Busker throws. A new one is a line in its domain's file. */
export const errorRegistry = {
  ...vaultErrors,
  ...orderErrors,
  ...raidenErrors,
  ...channelErrors,
  ...walletErrors,
  ...rateErrors,
  ...accessErrors,
  ...studioErrors,
  ...playbackErrors,
  ...networkErrors,
  ...hubErrors,
  ...towerErrors,
  ...snapshotErrors,
  ...remoteErrors,
  ...nodeErrors,
  ...updateErrors,
  ...commandErrors,
  ...localnetErrors,
  ...demoErrors,
} as const

/** Codes are stable: they cross process boundaries and the network, are stored with orders, and scripts match on them. */
export type ErrorCode = keyof typeof errorRegistry

/** True for a code of this version's registry. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorRegistry, code)
}

import type { Adversary } from './adversaries/adversary.ts'
import { clocksAndPayers } from './adversaries/clocksAndPayers.ts'
import { closedChannels } from './adversaries/closedChannels.ts'
import { closesMidway } from './adversaries/closesMidway.ts'
import { devices } from './adversaries/devices.ts'
import { endpoints } from './adversaries/endpoints.ts'
import { messages } from './adversaries/messages.ts'
import { retries } from './adversaries/retries.ts'
import { strangers } from './adversaries/strangers.ts'

/** Everybody who is played against artist, listeners and their money. */
export const adversaries: readonly Adversary[] = [
  ...closedChannels,
  ...closesMidway,
  ...messages,
  ...devices,
  ...endpoints,
  ...retries,
  ...clocksAndPayers,
  ...strangers,
]

import { access } from './access.ts'
import { channel } from './channel.ts'
import { command } from './command.ts'
import { demo } from './demo.ts'
import { hub } from './hub.ts'
import { localnet } from './localnet.ts'
import { network } from './network.ts'
import { node } from './node.ts'
import { order } from './order.ts'
import { playback } from './playback.ts'
import { raiden } from './raiden.ts'
import { rate } from './rate.ts'
import { remote } from './remote.ts'
import { snapshot } from './snapshot.ts'
import { studio } from './studio.ts'
import { tower } from './tower.ts'
import { update } from './update.ts'
import { vault } from './vault.ts'
import { wallet } from './wallet.ts'
import type { ErrorCode } from '../../../errors/registry.ts'

/** What each code says in this language. */
export const errors: Readonly<Record<ErrorCode, string>> = {
  ...access,
  ...channel,
  ...command,
  ...demo,
  ...hub,
  ...localnet,
  ...network,
  ...node,
  ...order,
  ...playback,
  ...raiden,
  ...rate,
  ...remote,
  ...snapshot,
  ...studio,
  ...tower,
  ...update,
  ...vault,
  ...wallet,
}

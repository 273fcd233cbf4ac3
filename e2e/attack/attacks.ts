import type { Attack } from './attack.ts'
import { homeserverAttacks } from './attacks/homeserver.ts'
import { catalogueAttacks } from './attacks/catalogues.ts'
import { letterAttacks } from './attacks/letters.ts'
import { orderAttacks } from './attacks/orders.ts'
import { pinAttacks } from './attacks/pins.ts'
import { pathFindingAttacks } from './attacks/pathFinding.ts'
import { peerAttacks } from './attacks/peers.ts'
import { floodAttacks } from './attacks/floods.ts'
import { randomBytesAttacks } from './attacks/randomBytes.ts'
import { requestAttacks } from './attacks/requests.ts'
import { shellAttacks } from './attacks/shell.ts'

/** All of them, in the order in which they are played. */
export const attacks: readonly Attack[] = [
  ...peerAttacks,
  ...requestAttacks,
  ...floodAttacks,
  ...randomBytesAttacks,
  ...homeserverAttacks,
  ...pathFindingAttacks,
  ...orderAttacks,
  ...letterAttacks,
  ...catalogueAttacks,
  ...pinAttacks,
  ...shellAttacks,
]

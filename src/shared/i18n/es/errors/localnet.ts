import type { localnetErrors } from '../../../errors/localnetErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const localnet = {
  LOCALNET_ANVIL_MISSING: 'Falta anvil para la cadena local.',
  LOCALNET_CHAIN_BEHIND: 'La cadena local perdió transacciones. Reinicia la red local.',
  LOCALNET_CONTRACTS_MISSING: 'Faltan los contratos de la red local.',
  LOCALNET_ENDED: 'La red local terminó al arrancar.',
  LOCALNET_FAUCET_EMPTY: 'En el grifo ya no queda tanto.',
  LOCALNET_NOT_A_LOCALNET: 'En la carpeta no hay una red local. No se quitó nada.',
  LOCALNET_NOT_UP: 'La red local no está en marcha.',
  LOCALNET_PART_NOT_RUNNING: 'Esa parte no está en marcha.',
  LOCALNET_RUNNING: 'Ya hay una red local en marcha.',
  LOCALNET_STOPPED: 'La red local se paró al arrancar.',
  LOCALNET_STUCK: 'La red local no paró a tiempo y se forzó su cierre.',
  LOCALNET_TIMEOUTS: 'Los plazos de la red local no encajan.',
} as const satisfies ErrorSentences<typeof localnetErrors>

import type { towerErrors } from '../../../errors/towerErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const tower = {
  TOWER_BUDGET_SPENT: 'Lo que esta torre puede gastar al día está gastado.',
  TOWER_BUSY: 'Se preguntó demasiado a esta torre. Espera unos segundos.',
  TOWER_CHANNEL_UNKNOWN: 'La torre no encuentra esta conexión en la cadena. Se le pregunta de nuevo sola.',
  TOWER_CONFIG_INVALID: 'Algo en tower.json no es correcto. Corrígelo.',
  TOWER_CONFIG_MISSING: 'Falta tower.json en la carpeta de la torre.',
  TOWER_FULL: 'Esta torre ya vigila todas las conexiones que puede. Pide a otra.',
  TOWER_GAS_LOW: 'Esta torre no tiene para comisiones. Su operador debe enviarle algo.',
  TOWER_NETWORK_UNKNOWN: 'Esta torre no vigila esta red.',
  TOWER_NONCE_OLDER: 'La torre ya tiene un estado más nuevo.',
  TOWER_NOT_YOURS: 'Una torre solo lo dice a la cuenta que vigila.',
  TOWER_PROOF_FORGED: 'Esto no lo firmaron las dos partes de la conexión.',
  TOWER_SEED_DAMAGED: 'tower.seed está dañado. Restaura una copia.',
  TOWER_STOPPED: 'Esta torre no está en marcha. Sigue cuando arranque.',
  TOWER_TOO_LATE: 'La conexión está cerrada; ya no se puede presentar nada por ella.',
  TOWER_TOO_MANY: 'No puede haber más torres. Quita una que no responda.',
  TOWER_UNKNOWN: 'No añadiste esa torre. Las de la red no se pueden quitar.',
} as const satisfies ErrorSentences<typeof towerErrors>

import type { nodeErrors } from '../../../errors/nodeErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const node = {
  CLOCK_CONTRADICTED: 'Las direcciones de la cadena se contradicen sobre la hora. Da otra más.',
  CLOCK_UNKNOWN:
    'Aún no se conoce la hora de la cadena, y los pedidos se rigen por ella. No se pagó nada; espera a la cadena.',
  CLOCK_WRONG:
    'El reloj de este equipo está mal. Activa la fecha y hora automáticas en los ajustes del sistema.',
  DATABASE_DAMAGED: 'La base de datos está dañada. Restáurala desde una copia.',
  DATABASE_FROM_FUTURE: 'Un Busker más nuevo escribió la base de datos. Actualiza Busker.',
  DATABASE_UNREACHABLE: 'La base de datos no responde. Arráncala o corrige su dirección.',
  INTERNAL_ERROR: 'Falló algo que Busker no esperaba. Inténtalo de nuevo; los detalles están en el registro.',
  NETWORK_CHAIN_NAME: 'La red se llama como una cadena que no es. No te unas.',
  NETWORK_CONTRACTS_UNACCEPTED:
    'En esta red tu dinero estaría en contratos que solo nombra su operador. Acéptalos si te fías de él.',
  NETWORK_CONTRACTS_WRONG:
    'Los contratos no son lo que dicen. El dinero en ellos podría perderse. No te unas.',
  NETWORK_DEPOSIT_LIMIT: 'El contrato de la red admite menos. Pon menos.',
  NETWORK_ELECTRON_OLD: 'Este Busker es solo para pruebas y nunca para dinero real. Usa uno publicado.',
  NETWORK_HUB_ADDRESS: 'El perfil no dice qué par es su hub. Pide otro a su operador.',
  NETWORK_ID_TAKEN: 'Ya hay una red con ese nombre, de otra persona. No te fíes del perfil.',
  NETWORK_NONE: 'No hay ninguna red elegida. Elige una primero.',
  NETWORK_OTHER: 'Esta carpeta es de otra red. Elige esa red u otra carpeta.',
  NETWORK_PROFILE_MALFORMED: 'No es un perfil de red. Pídelo de nuevo a su operador.',
  NETWORK_RPC_UNREACHABLE: 'La cadena no responde en esa dirección. No se cambió nada.',
  NETWORK_SETTLE_TIMEOUT: 'La espera de la red no corresponde a sus contratos. No te uniste a nada.',
  NETWORK_TOKEN_WRONG: 'El token no es lo que dice el perfil. No te uniste a nada. No lo hagas.',
  NODE_DISK_FULL: 'El disco está lleno o casi. Haz sitio: todo sigue solo.',
  NODE_DISK_READ_ONLY: 'No se puede escribir en el disco. Hazlo escribible: todo sigue solo.',
  NODE_ENDED: 'El nodo terminó. Lee las últimas líneas de su registro y arráncalo de nuevo.',
  NODE_LATE: 'El nodo no arrancó a tiempo. Mira qué espera y arráncalo de nuevo.',
  NODE_LOCKED: 'Busker está cerrado. Desbloquéalo primero.',
  NODE_PART_UNKNOWN: 'El nodo no tiene esa parte.',
  NODE_STOPPED: 'El nodo no está en marcha. Arráncalo primero.',
  PROCESS_BAD_MESSAGE: 'Una parte de Busker dijo algo sin sentido y se reinicia.',
  PROCESS_CRASHED: 'Una parte de Busker se cayó y se reinicia.',
  PROCESS_FOLDER_IN_USE: 'Otro Busker usa esta carpeta. Ciérralo primero o elige otra.',
  PROCESS_HUNG: 'Una parte de Busker no responde y se reinicia.',
  PROCESS_LEFTOVER_STUCK: 'Un proceso anterior aún retiene la carpeta. Ciérralo e inicia Busker de nuevo.',
  PROCESS_NOT_READY: 'Una parte de Busker no estuvo lista a tiempo y se reinicia.',
  PROCESS_NOT_RUNNING: 'Los pagos no están en marcha ahora. Espera a que vuelvan.',
  SETTINGS_DAMAGED: 'Un ajuste está dañado. Restaura una copia.',
  STORE_BINDING_MISSING: 'Falta una parte para la base de datos. Instala Busker de nuevo.',
  STORE_CELL_DAMAGED: 'Algo sellado en la base de datos fue alterado. Restaura una copia.',
  STORE_OTHER_WORDS:
    'Los datos de aquí son de otras palabras que la bóveda. Vuelve a poner la bóveda con la que se hicieron.',
} as const satisfies ErrorSentences<typeof nodeErrors>

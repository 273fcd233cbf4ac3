import type { networkErrors } from '../../../errors/networkErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const network = {
  IPFS_ADDRESS_INVALID: 'No es la dirección de un par. Corrígela.',
  IPFS_BLOCK_NOT_FOUND:
    'Nadie accesible tiene esta parte. Quizá el artista no esté en línea; inténtalo más tarde.',
  IPFS_BLOCK_TOO_LARGE: 'Este bloque es demasiado grande: nadie lo bajaría.',
  IPFS_CID_UNSUPPORTED: 'Este bloque se nombra con un hash que Busker no usa. No se baja.',
  IPFS_FOLDER_IN_USE: 'Otro Busker usa esta carpeta. Ciérralo primero.',
  IPFS_LISTEN_FAILED: 'Busker no puede escuchar donde debe: quizá otro programa use el puerto.',
  IPFS_PEER_TIMEOUT: 'La otra parte no respondió a tiempo. Inténtalo más tarde.',
  IPFS_PEER_UNREACHABLE: 'No se puede llegar a la otra parte. Inténtalo cuando esté en línea.',
  INVITATION_EXPIRED: 'Esta invitación caducó. No te uniste a nada. Pide otra.',
  INVITATION_FORGED: 'El hub lleva a otra red que la invitación. No te uniste a nada. No lo hagas.',
  INVITATION_MALFORMED: 'No es una invitación, o no está entera. Cópiala toda o pídela de nuevo.',
  PROTOCOL_BUSY: 'Hay demasiadas solicitudes abiertas. Espera a que terminen algunas.',
  PROTOCOL_FORGED: 'No lo firmó quien dice. No te fíes.',
  PROTOCOL_MALFORMED:
    'Lo recibido no tiene la forma correcta. Inténtalo de nuevo; si sigue, actualiza ambas partes.',
  PROTOCOL_NEWER: 'Actualiza Busker: esto viene de alguien con una versión más reciente.',
  PROTOCOL_PEER_FAILED: 'Algo falló en la otra parte. Inténtalo más tarde.',
  PROTOCOL_TOO_LARGE: 'Lo recibido es demasiado grande. No se lee.',
  PROTOCOL_UNKNOWN: 'Una de las partes no conoce esta solicitud. Actualiza Busker en ambas.',
  PROTOCOL_VERSION: 'Los dos programas hablan versiones distintas. Actualiza el más antiguo.',
  REMOTE_ERROR_UNKNOWN: 'La otra parte informa de un error que este Busker no conoce. Actualiza Busker.',
} as const satisfies ErrorSentences<typeof networkErrors>

import type { remoteErrors } from '../../../errors/remoteErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const remote = {
  REMOTE_APPS_FULL:
    'Este servidor ya está vinculado con tantas aplicaciones como admite. Desvincula una allí (busker node unpair).',
  REMOTE_BUSY: 'Se ha preguntado al servidor demasiadas veces. Vuelve a preguntar dentro de un momento.',
  REMOTE_CODE_MALFORMED:
    'Esto no es el código de un servidor, o no se copió entero. No se ha vinculado nada.',
  REMOTE_CODE_REFUSED:
    'El servidor no conoce este código: ya se usó, tiene más de diez minutos o se hizo otro. Haz uno nuevo allí (busker node pair).',
  REMOTE_NONE: 'No hay ningún servidor vinculado con este equipo. Vincula uno primero.',
  REMOTE_NOT_PAIRED: 'El servidor no conoce esta aplicación, o ya no. Vincúlala de nuevo (busker node pair).',
  REMOTE_OTHER_ACCOUNT: 'El otro equipo no tiene las mismas 24 palabras. No se ha vinculado nada.',
  REMOTE_UNREACHABLE:
    'El servidor no responde: puede estar apagado o sin conexión con el hub. Lo que vendió estará ahí cuando vuelva.',
} as const satisfies ErrorSentences<typeof remoteErrors>

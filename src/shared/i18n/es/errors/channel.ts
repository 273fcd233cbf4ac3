import type { channelErrors } from '../../../errors/channelErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const channel = {
  CHANNEL_AMOUNTS_UNKNOWN:
    'Aquí no se conocen los importes de la conexión cerrada. Espera a que el hub responda o pregunta a su operador.',
  CHANNEL_ANSWER_LATE:
    'La conexión se cerró con un estado antiguo y fue tarde para responder. Pide al hub que pague lo que firmó.',
  CHANNEL_ANSWER_NOT_WORTH_GAS:
    'La otra parte cerró la conexión; responder cuesta más de lo que salva. Se hará cuando la comisión baje.',
  CHANNEL_GAS_MISSING:
    'La otra parte cerró tu conexión y tu cuenta no tiene para la comisión de la respuesta. Envía algo a tiempo.',
  CHANNEL_PROOF_UNKNOWN:
    'Aquí no se sabe lo último que firmó la otra parte. Pregunta al hub, restaura una copia más nueva o acepta lo que diga la cadena.',
  CHANNEL_SECRET_NOT_WORTH_GAS:
    'Reclamar este pago en la cadena costaría más de lo que da. Se hará si baja la comisión.',
} as const satisfies ErrorSentences<typeof channelErrors>

import type { rateErrors } from '../../../errors/rateErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const rate = {
  RATE_CONTRADICTED:
    'Las direcciones de la cadena se contradicen sobre lo que vale el token. No se muestran importes en tu moneda.',
  RATE_CURRENCY_UNKNOWN:
    'En la cadena de esta red nadie dice lo que vale su token en esa moneda. No se ha cambiado nada.',
  RATE_STALE:
    'El cambio lleva demasiado tiempo sin renovarse en la cadena. No se muestran importes en tu moneda hasta que se renueve.',
  RATE_WRONG:
    'Lo que figura en la cadena como cambio no puede serlo. No se muestran importes en tu moneda. Pregunta a quien gestiona la red.',
} as const satisfies ErrorSentences<typeof rateErrors>

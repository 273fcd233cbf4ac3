import type { demoErrors } from '../../../errors/demoErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const demo = {
  DEMO_BLIND: 'La comparación toma otra pieza por la misma: no prueba nada.',
  DEMO_NOT_BOUGHT: 'El pedido terminó sin compra.',
  DEMO_NOT_FOUND: 'La pista no llegó al catálogo.',
  DEMO_NOT_REFUSED: 'La pista sonó antes de pagarse. Comunícalo.',
  DEMO_NOT_SEALED: 'La pista sonó para quien no pagó. Comunícalo.',
  DEMO_OTHER_SOUND: 'Lo comprado suena distinto de lo vendido.',
  DEMO_STOPPED: 'La demostración se paró.',
  DEMO_TOO_SHORT: 'La pieza es demasiado corta para la demostración.',
} as const satisfies ErrorSentences<typeof demoErrors>

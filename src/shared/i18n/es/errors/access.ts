import type { accessErrors } from '../../../errors/accessErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const access = {
  ACCESS_KEY_DAMAGED:
    'La clave guardada de una pista no se puede leer. Restaura una copia o abre la compra con su recibo.',
  POLICY_EXPIRED: 'El plazo para abrir este acceso terminó. Pide otro: el recibo da derecho, gratis.',
  POLICY_FORGED: 'Este acceso no es lo que dice ser. Pide otro: el recibo da derecho, gratis.',
  POLICY_NOT_YOURS: 'Este acceso es para otra persona.',
  POLICY_REVOKED: 'El artista terminó este acceso. Lo que ya se abrió sigue sonando. Pregúntale.',
  POLICY_STOPPED: 'Busker se está cerrando; las Ursulas lo sabrán después.',
  POLICY_TERMS:
    'Así no se puede dar acceso: de 1 a 30 Ursulas, un umbral que no las supere y un fin en el futuro.',
  POLICY_TOO_FEW_ANSWERS: 'Respondieron muy pocas Ursulas. Lo pagado sigue siendo tuyo. Inténtalo más tarde.',
  POLICY_TOO_FEW_URSULAS: 'Se conocen muy pocas Ursulas. Conéctate a un hub que conozca más o añade alguna.',
  POLICY_UNKNOWN: 'Ese acceso no existe.',
  POLICY_WRONG_KEY: 'El acceso comprado no abre la obra. Muestra el recibo al artista: prueba la compra.',
  POLICY_WRONG_SECRET: 'Este secreto no abre el acceso. Pregunta al vendedor: el recibo prueba la compra.',
  UMBRAL_BROKEN: 'Falló la biblioteca del acceso. Reinicia Busker e inténtalo de nuevo.',
  UMBRAL_FORGED: 'Una Ursula respondió otra cosa que la pedida. Se pregunta a otra.',
  UMBRAL_MALFORMED: 'Lo recibido estaba dañado o es de otro programa. Pídelo de nuevo.',
  UMBRAL_WRONG_KEY: 'No se abre con estas claves. Usa aquellas para las que se hizo.',
  URSULA_ANNOUNCEMENT_EXPIRED:
    'Lo que se sabe de una Ursula es demasiado antiguo. Revisa el reloj; se le pregunta de nuevo sola.',
  URSULA_ANNOUNCEMENT_OLD: 'Alguien repitió lo que una Ursula dijo antes. No cuenta.',
  URSULA_BUSY: 'Se preguntó demasiado a esta Ursula. Espera unos segundos.',
  URSULA_CONFIG_INVALID: 'Algo en ursula.json no es correcto. Corrígelo.',
  URSULA_CONFIG_MISSING: 'Falta ursula.json en la carpeta de la Ursula.',
  URSULA_SEED_DAMAGED: 'ursula.seed está dañado. Restaura una copia.',
  URSULA_TOO_MANY: 'Ya añadiste demasiadas Ursulas. Quita antes una que no responda.',
  URSULA_UNKNOWN: 'No añadiste esa Ursula. Las de la red no se pueden quitar.',
  URSULA_STOPPED: 'Esta Ursula se está deteniendo. Se pregunta a otra.',
} as const satisfies ErrorSentences<typeof accessErrors>

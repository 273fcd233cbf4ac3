import type { raidenErrors } from '../../../errors/raidenErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const raiden = {
  RAIDEN_BALANCE_TOO_LOW: 'Tu saldo no alcanza. No se pagó nada. Añade más.',
  RAIDEN_BUSY: 'Ya se está sacando dinero de esta conexión. Espera a que termine.',
  RAIDEN_CHAIN_UNREACHABLE: 'La cadena no responde. Revisa la conexión o da otra dirección.',
  RAIDEN_CHAIN_WENT_BACK:
    'La cadena perdió bloques: pagar en ella no sería seguro. Espera o da otra dirección de la cadena.',
  RAIDEN_CHANNEL_EXISTS: 'Esa conexión ya existe. Añade dinero en ella.',
  RAIDEN_ENDPOINT_SILENT: 'Una dirección de la cadena no responde. Si sigue así, da otras.',
  RAIDEN_FAILED: 'La cadena rechazó una transacción o Raiden falló. Se intenta de nuevo.',
  RAIDEN_FEE_ABOVE_CAP: 'El hub pide más comisión de la permitida. No se pagó nada.',
  RAIDEN_HASH_MISMATCH: 'Este hash es de otro pago. No se pagó nada. Pide otra factura.',
  RAIDEN_HUB_UNREACHABLE:
    'El hub no puede buscar el camino del pago ahora. No se pagó nada. Inténtalo cuando responda.',
  RAIDEN_LOCK_TIMEOUT: 'El plazo de este pago no encaja con la conexión. No se pagó nada.',
  RAIDEN_NO_CHANNEL: 'Esa conexión no existe. No se cambió nada.',
  RAIDEN_NO_ROUTE: 'Ahora no hay camino hasta quien cobra. No se pagó nada. Inténtalo cuando esté en línea.',
  RAIDEN_PROOF_FORGED:
    'Lo que dice el hub de la conexión antigua no está firmado por él. Pregunta a su operador; nada se envió a la cadena.',
  RAIDEN_SECRET_WRONG: 'El secreto no corresponde al pago. No se reveló nada.',
  RAIDEN_SETTLEMENT_PENDING:
    'Antes hay que cerrar y liquidar la conexión anterior de esta identidad restaurada. Hasta entonces Busker reproduce y no paga.',
  RAIDEN_STATE_DAMAGED:
    'El registro de conexiones de Raiden fue alterado y no se usa. Restaura desde una copia.',
  RAIDEN_TOKEN_UNKNOWN: 'Aquí no hay conexión en ese token. No se pagó nada.',
  RAIDEN_TRANSACTION_WAITING:
    'Una transacción aún no está en ningún bloque. Se envía de nuevo sola con más comisión.',
  RAIDEN_TRANSFER_EXPIRED:
    'El pago caduca demasiado pronto para cobrarlo con seguridad. El secreto se guardó; el comprador recupera su dinero.',
  RAIDEN_TRANSFER_UNKNOWN: 'Raiden no conoce ese pago. Se busca otra vez.',
  RAIDEN_UI_UNREADABLE: 'No se puede leer la carpeta de la interfaz web de Raiden.',
  RAIDEN_WRONG_CHAIN: 'Esa dirección es de otra cadena que la red. Corrígela.',
} as const satisfies ErrorSentences<typeof raidenErrors>

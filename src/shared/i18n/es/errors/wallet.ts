import type { walletErrors } from '../../../errors/walletErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const wallet = {
  WALLET_ADDRESS_CONTRACT:
    'Es la dirección de un contrato del que nadie podría sacar el dinero. No se envió nada.',
  WALLET_ADDRESS_OWN: 'Es tu propia cuenta. No se envió nada.',
  WALLET_ADDRESS_WRONG: 'No es una dirección, o tiene un error. No se envió nada. Cópiala de nuevo.',
  WALLET_FEE_ROSE:
    'La comisión de la cadena subió por encima de lo que aceptaste. No se envió nada. Mírala de nuevo.',
  WALLET_GAS_MISSING:
    'Tu cuenta no tiene bastante para la comisión de la cadena. No se envió nada. Envía algo a ella.',
  WALLET_GAS_RESERVED:
    'Mientras haya una conexión abierta, en tu cuenta queda lo que hace falta para cerrarla. No se envió nada.',
  WALLET_TIP_NOTHING: 'Elige un importe mayor que cero.',
  WALLET_TIP_NOT_SENT: 'Raiden se paró antes de enviarlo. No se pagó nada. Inténtalo de nuevo.',
  WALLET_TIP_SELF: 'Es tu propia cuenta. No se pagó nada.',
  WALLET_TOKENS_MISSING:
    'Tu cuenta tiene menos. No se envió nada. Elige menos o saca antes dinero de tu conexión.',
  WALLET_TRANSFER_DISPLACED: 'Otra transacción ocupó el lugar de esta. Envíala de nuevo.',
  WALLET_TRANSFER_REFUSED: 'El token rechazó el envío. Pregunta a quien lo emite.',
  WALLET_TRANSFER_WAITS: 'El envío espera un bloque. Se repite solo, y nunca dos veces.',
  WALLET_WITHDRAWAL_LOST: 'Raiden se paró antes de sacar el dinero. Está en tu conexión. Sácalo de nuevo.',
} as const satisfies ErrorSentences<typeof walletErrors>

import type { updateErrors } from '../../../errors/updateErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const update = {
  UPDATE_FORGED: 'El Busker más nuevo no está firmado por quien lo publica. No se instaló.',
  UPDATE_NOT_PLACED: 'El Busker más nuevo no se pudo escribir junto a este.',
  UPDATE_UNREACHABLE: 'El Busker más nuevo no se pudo descargar. Se intenta de nuevo.',
} as const satisfies ErrorSentences<typeof updateErrors>

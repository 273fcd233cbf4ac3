import type { snapshotErrors } from '../../../errors/snapshotErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const snapshot = {
  SNAPSHOT_DAMAGED: 'Esta copia está dañada. Usa la anterior o la del hub.',
  SNAPSHOT_FOREIGN: 'Esta copia es de otras palabras. Usa las palabras con las que se hizo.',
  SNAPSHOT_FROM_FUTURE: 'Esta copia la hizo un Busker más nuevo. Actualiza Busker.',
  SNAPSHOT_HUB_UNREACHABLE:
    'No se puede llegar al hub que guarda la copia más reciente. No se cambió nada. Inténtalo más tarde o usa una copia de un archivo.',
  SNAPSHOT_NO_FILE: 'No es una copia entera de Busker. Elige otro archivo.',
  SNAPSHOT_OVERTAKEN:
    'Otro equipo con estas palabras dio al hub una copia más nueva. Toma el relevo aquí para seguir con ella.',
  SNAPSHOT_TOO_LARGE: 'La copia es mayor de lo que guarda el hub. Guárdala de vez en cuando en un archivo.',
} as const satisfies ErrorSentences<typeof snapshotErrors>

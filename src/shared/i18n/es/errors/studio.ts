import type { studioErrors } from '../../../errors/studioErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const studio = {
  CODES_END: 'Los códigos terminan en el futuro. No se hizo ninguno.',
  CODES_TOO_MANY: 'No puede haber más códigos a la vez. No se hizo ninguno.',
  MEDIA_ARTWORK_DAMAGED: 'Esta imagen no se puede leer. Guárdala de nuevo como JPEG o PNG.',
  MEDIA_ARTWORK_TOO_LARGE:
    'Esta imagen es demasiado grande. Elige una de 20 MB y 8000 × 8000 píxeles como mucho.',
  MEDIA_ARTWORK_UNREADABLE: 'La imagen no se puede leer. Revisa la ruta y los permisos.',
  MEDIA_ARTWORK_UNSUPPORTED: 'Busker no acepta esta imagen. Elige JPEG, PNG o WebP.',
  MEDIA_CANCELLED: 'Se detuvo antes de terminar.',
  MEDIA_CHANGED: 'El archivo cambió desde que se examinó. Impórtalo de nuevo.',
  MEDIA_CONTAINER_INVALID: 'El sonido no se puede leer. Descárgalo de nuevo.',
  MEDIA_DAMAGED:
    'El sonido de este archivo está dañado, a menudo por un efecto defectuoso. Búscalo en la mezcla y exporta de nuevo.',
  MEDIA_DECODE_FAILED: 'El sonido no se pudo decodificar. Descárgalo de nuevo.',
  MEDIA_EMPTY: 'Este archivo no tiene sonido. Expórtalo de nuevo.',
  MEDIA_ENCODE_FAILED: 'Falló la codificación. Usa ffmpeg 5.1 o más nuevo.',
  MEDIA_FFMPEG_MISSING: 'No se encuentra ffmpeg. Instálalo e inicia Busker de nuevo.',
  MEDIA_NONE: 'Ahí no hay audio. Elige archivos de audio u otra carpeta.',
  MEDIA_NOT_AUDIO: 'No es un archivo de audio que Busker acepte.',
  MEDIA_RATES_DIFFER: 'Se compara a la misma frecuencia de muestreo: decodifica ambos con la misma.',
  MEDIA_TOO_LONG: 'Es demasiado largo. Divídelo o elige otro formato.',
  MEDIA_TRUNCATED: 'Este archivo está cortado. Cópialo de nuevo.',
  MEDIA_UNREADABLE: 'El archivo no se puede leer. Revisa la ruta y los permisos.',
  MEDIA_UNSUPPORTED: 'Busker no acepta esto. Exporta una mezcla estéreo en un formato común.',
  PRICE_NOT_REDUCED: 'Un precio rebajado es menor que el precio. No se cambió nada.',
  PRICE_REDUCTION_END: 'Una rebaja termina en el futuro, dentro de un año. No se cambió nada.',
  PROFILE_NAME_MISSING: 'Di primero cómo te llamas o publica algo.',
  PROMOTION_FOLDER_TAKEN: 'La carpeta tiene otros archivos. No se escribió nada: elige una nueva o vacía.',
  PROMOTION_UNWRITABLE: 'La página no se pudo escribir. Revisa la carpeta.',
  UPLOAD_CATALOGUE_FULL:
    'No puedes vender más obras a la vez. No se publicó nada: retira alguna de la venta.',
  UPLOAD_FINISHED: 'Ya está anunciado. Retíralo de la venta.',
  UPLOAD_KEY_MISSING: 'La clave de esta pista no está en este equipo. Súbela de nuevo.',
  UPLOAD_ORDER_WRONG: 'Un orden nombra cada pista del lanzamiento una vez y ninguna otra.',
  UPLOAD_PREVIEW_TOO_LONG: 'Una muestra no puede ser tan larga. Elige una parte de la pista.',
  UPLOAD_RESTORED: 'Esta subida estaba en otro equipo. Empiézala de nuevo con el archivo.',
  UPLOAD_TOO_MANY_FILES: 'Hay demasiados archivos. Elige las carpetas de álbumes sueltos.',
  UPLOAD_TOO_MANY_TRACKS:
    'Un lanzamiento no puede tener tantas pistas. No se publicó nada: deja algunas fuera.',
  UPLOAD_UNFINISHED: 'Esto espera a sus pistas. Cancélalo primero.',
  UPLOAD_UNKNOWN: 'Esa subida ya no está.',
} as const satisfies ErrorSentences<typeof studioErrors>

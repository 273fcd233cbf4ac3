import type { vaultErrors } from '../../../errors/vaultErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const vault = {
  VAULT_EDITED:
    'Otra cosa cambió el archivo de la bóveda. Vuelve a poner una copia o restaura con las 24 palabras.',
  VAULT_EXISTS: 'Aquí ya hay una identidad. Nunca se sobrescribe: úsala o elige una carpeta vacía.',
  VAULT_FROM_FUTURE: 'La bóveda la escribió un Busker más nuevo. Actualiza Busker.',
  VAULT_KEYCHAIN: 'El llavero no abre la bóveda. Desbloquéalo, o usa las 24 palabras si se reemplazó.',
  VAULT_KEYCHAIN_UNSAFE:
    'Este equipo no tiene un llavero que guarde secretos sellados. Elige una frase de contraseña.',
  VAULT_KEY_FILE:
    'La clave junto a la bóveda falta o no encaja. Devuélvela o empieza de nuevo: solo hay dinero de juego en ella.',
  VAULT_LOCKED: 'La bóveda está cerrada. Ábrela primero.',
  VAULT_MISSING: 'Aquí no hay ninguna identidad. Crea una nueva o restaura una.',
  VAULT_NO_PASSPHRASE:
    'Primero escribe tus 24 palabras y elige una frase de contraseña: hasta entonces estas claves son solo para dinero de juego.',
  VAULT_NO_WORDS: 'No hay palabras nuevas que guardar. Empieza de nuevo.',
  VAULT_OTHER_LOCK: 'La bóveda se cerró con otra cosa. Ábrela con ella.',
  VAULT_OTHER_WORDS:
    'Estas palabras no son de nadie que use Busker en este equipo. Escribe las que se anotaron aquí.',
  VAULT_PARAMETERS:
    'La bóveda pide valores que Busker nunca escribe. Usa una copia de ella o las 24 palabras.',
  VAULT_PASSPHRASE_WEAK: 'La frase de contraseña es demasiado corta. Cuatro palabras al azar son una buena.',
  VAULT_PROOF_WRONG: 'Una palabra no encaja. Mira lo que anotaste e inténtalo de nuevo.',
  VAULT_TRUNCATED:
    'El archivo de la bóveda está cortado. Vuelve a poner una copia o restaura con las 24 palabras.',
  VAULT_WRONG_PASSPHRASE: 'Esa no es la frase de contraseña. Inténtalo de nuevo.',
  WORDS_INVALID: 'No son 24 palabras válidas. Busca alguna que falte, esté cambiada de sitio o mal escrita.',
} as const satisfies ErrorSentences<typeof vaultErrors>

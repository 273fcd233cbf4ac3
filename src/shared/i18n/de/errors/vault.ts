import type { vaultErrors } from '../../../errors/vaultErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const vault = {
  VAULT_EDITED:
    'Die Tresordatei wurde von etwas anderem verändert. Setze eine Kopie davon ein oder stelle mit den 24 Wörtern wieder her.',
  VAULT_EXISTS:
    'Hier gibt es schon eine Identität. Sie wird nie überschrieben: Benutze sie, oder wähle einen leeren Ordner.',
  VAULT_FROM_FUTURE: 'Den Tresor hat ein neueres Busker geschrieben. Aktualisiere Busker.',
  VAULT_KEYCHAIN:
    'Der Schlüsselbund öffnet den Tresor nicht. Entsperre ihn, oder nimm die 24 Wörter, wenn er ersetzt wurde.',
  VAULT_KEYCHAIN_UNSAFE:
    'Dieser Computer hat keinen Schlüsselbund, der Geheimnisse versiegelt. Wähle stattdessen eine Passphrase.',
  VAULT_KEY_FILE:
    'Der Schlüssel neben dem Tresor passt nicht oder fehlt. Lege ihn zurück oder fang neu an: Nur Spielgeld hängt daran.',
  VAULT_LOCKED: 'Der Tresor ist verschlossen. Öffne ihn zuerst.',
  VAULT_MISSING: 'Hier gibt es keine Identität. Leg eine neue an oder stelle eine wieder her.',
  VAULT_NO_PASSPHRASE:
    'Schreib zuerst deine 24 Wörter auf und wähle eine Passphrase: Bis dahin sind diese Schlüssel nur für Spielgeld.',
  VAULT_NO_WORDS: 'Es gibt keine neuen Wörter zu behalten. Fang noch einmal an.',
  VAULT_OTHER_LOCK: 'Der Tresor ist mit etwas anderem verschlossen. Öffne ihn damit.',
  VAULT_OTHER_WORDS:
    'Diese Wörter gehören niemandem, der Busker auf diesem Gerät benutzt. Gib die ein, die hier aufgeschrieben wurden.',
  VAULT_PARAMETERS:
    'Der Tresor verlangt Werte, die Busker nie schreibt. Nimm eine Sicherung davon oder die 24 Wörter.',
  VAULT_PASSPHRASE_WEAK: 'Die Passphrase ist zu kurz. Vier zufällige Wörter sind eine gute.',
  VAULT_PROOF_WRONG:
    'Ein Wort passt nicht. Sieh nach, was du aufgeschrieben hast, und versuch es noch einmal.',
  VAULT_TRUNCATED:
    'Die Tresordatei ist abgeschnitten. Setze eine Kopie ein oder stelle mit den 24 Wörtern wieder her.',
  VAULT_WRONG_PASSPHRASE: 'Das ist nicht die Passphrase. Versuch es noch einmal.',
  WORDS_INVALID:
    'Das sind keine gültigen 24 Wörter. Such nach einem, das fehlt, vertauscht oder falsch geschrieben ist.',
} as const satisfies ErrorSentences<typeof vaultErrors>

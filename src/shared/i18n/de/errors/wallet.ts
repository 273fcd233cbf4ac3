import type { walletErrors } from '../../../errors/walletErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const wallet = {
  WALLET_ADDRESS_CONTRACT:
    'Das ist die Adresse eines Vertrags, aus dem niemand das Geld wieder holen könnte. Nichts wurde gesendet.',
  WALLET_ADDRESS_OWN: 'Das ist dein eigenes Konto. Nichts wurde gesendet.',
  WALLET_ADDRESS_WRONG:
    'Das ist keine Adresse, oder eine mit Tippfehler. Nichts wurde gesendet. Kopiere sie noch einmal.',
  WALLET_FEE_ROSE:
    'Die Gebühr der Chain ist über das gestiegen, was du zugesagt hast. Nichts wurde gesendet. Sieh noch einmal nach.',
  WALLET_GAS_MISSING:
    'Dein Konto hat zu wenig für die Gebühr der Chain. Nichts wurde gesendet. Sende etwas dorthin.',
  WALLET_GAS_RESERVED:
    'Solange eine Verbindung offen ist, bleibt so viel auf deinem Konto, dass sie geschlossen werden kann. Nichts wurde gesendet.',
  WALLET_TIP_NOTHING: 'Wähle einen Betrag über null.',
  WALLET_TIP_NOT_SENT:
    'Raiden hielt an, bevor es gesendet war. Nichts wurde bezahlt. Versuch es noch einmal.',
  WALLET_TIP_SELF: 'Das ist dein eigenes Konto. Nichts wurde bezahlt.',
  WALLET_TOKENS_MISSING:
    'Dein Konto hat weniger als das. Nichts wurde gesendet. Wähle weniger, oder nimm zuerst Geld aus deiner Verbindung.',
  WALLET_TRANSFER_DISPLACED: 'Eine andere Transaktion hat den Platz dieser eingenommen. Sende noch einmal.',
  WALLET_TRANSFER_REFUSED: 'Der Token hat die Überweisung abgelehnt. Frag den, der ihn herausgibt.',
  WALLET_TRANSFER_WAITS:
    'Die Überweisung wartet auf einen Block. Sie wird von selbst noch einmal gesendet, nie doppelt.',
  WALLET_WITHDRAWAL_LOST:
    'Raiden hielt an, bevor das Geld herausgenommen war. Es ist in deiner Verbindung. Nimm es noch einmal heraus.',
} as const satisfies ErrorSentences<typeof walletErrors>

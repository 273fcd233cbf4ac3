import type { raidenErrors } from '../../../errors/raidenErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const raiden = {
  RAIDEN_BALANCE_TOO_LOW: 'Dein Guthaben reicht dafür nicht. Nichts wurde bezahlt. Zahle mehr ein.',
  RAIDEN_BUSY: 'Aus dieser Verbindung wird gerade schon Geld genommen. Warte, bis das getan ist.',
  RAIDEN_CHAIN_UNREACHABLE:
    'Die Chain antwortet nicht. Prüfe die Verbindung, oder nenne eine andere Adresse.',
  RAIDEN_CHAIN_WENT_BACK:
    'Die Chain hat Blöcke verloren: Auf ihr zu bezahlen wäre unsicher. Warte oder nenne eine andere Adresse der Chain.',
  RAIDEN_CHANNEL_EXISTS: 'Eine solche Verbindung gibt es schon. Zahle in sie ein.',
  RAIDEN_ENDPOINT_SILENT: 'Eine Adresse der Chain antwortet nicht. Nenne weitere, wenn es so bleibt.',
  RAIDEN_FAILED:
    'Die Chain hat eine Transaktion abgelehnt oder Raiden ist gescheitert. Es wird noch einmal versucht.',
  RAIDEN_FEE_ABOVE_CAP: 'Der Hub verlangt mehr Gebühr als erlaubt. Nichts wurde bezahlt.',
  RAIDEN_HASH_MISMATCH:
    'Dieser Hash gehört zu einer anderen Zahlung. Nichts wurde bezahlt. Bitte um eine neue Rechnung.',
  RAIDEN_HUB_UNREACHABLE:
    'Der Hub findet gerade keinen Weg für Zahlungen. Nichts wurde bezahlt. Versuch es wieder, wenn er antwortet.',
  RAIDEN_LOCK_TIMEOUT: 'Die Zeit für diese Zahlung passt nicht zur Verbindung. Nichts wurde bezahlt.',
  RAIDEN_NO_CHANNEL: 'Diese Verbindung gibt es nicht. Nichts wurde geändert.',
  RAIDEN_NO_ROUTE:
    'Es gibt gerade keinen Weg zum Empfänger. Nichts wurde bezahlt. Versuch es wieder, wenn er online ist.',
  RAIDEN_PROOF_FORGED:
    'Was der Hub über die alte Verbindung sagt, ist nicht von ihm unterschrieben. Frag seinen Betreiber; nichts ging an die Chain.',
  RAIDEN_SECRET_WRONG: 'Das Geheimnis passt nicht zur Zahlung. Nichts wurde herausgegeben.',
  RAIDEN_SETTLEMENT_PENDING:
    'Die alte Verbindung dieser wiederhergestellten Identität muss erst geschlossen und abgerechnet sein. Bis dahin spielt Busker und bezahlt nicht.',
  RAIDEN_STATE_DAMAGED:
    'Raidens Aufzeichnung der Verbindungen wurde verändert und wird nicht benutzt. Stelle aus einer Kopie wieder her.',
  RAIDEN_TOKEN_UNKNOWN: 'Für diesen Token gibt es hier keine Verbindung. Nichts wurde bezahlt.',
  RAIDEN_TRANSACTION_WAITING:
    'Eine Transaktion ist noch in keinem Block. Sie wird von selbst mit höherer Gebühr noch einmal gesendet.',
  RAIDEN_TRANSFER_EXPIRED:
    'Die Zahlung läuft zu bald ab, um sie sicher zu nehmen. Das Geheimnis wurde behalten; der Käufer bekommt sein Geld zurück.',
  RAIDEN_TRANSFER_UNKNOWN: 'Raiden kennt diese Zahlung nicht. Sie wird noch einmal gesucht.',
  RAIDEN_UI_UNREADABLE: 'Der Ordner mit Raidens Web-Oberfläche kann nicht gelesen werden.',
  RAIDEN_WRONG_CHAIN: 'Diese Adresse gehört zu einer anderen Chain als das Netzwerk. Berichtige sie.',
} as const satisfies ErrorSentences<typeof raidenErrors>

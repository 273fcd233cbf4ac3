import type { networkErrors } from '../../../errors/networkErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const network = {
  IPFS_ADDRESS_INVALID: 'Das ist keine Adresse eines Peers. Berichtige sie.',
  IPFS_BLOCK_NOT_FOUND:
    'Niemand, der erreichbar ist, hat diesen Teil. Vielleicht ist der Künstler offline; versuch es später.',
  IPFS_BLOCK_TOO_LARGE: 'Dieser Block ist zu groß: So holte ihn niemand.',
  IPFS_CID_UNSUPPORTED:
    'Dieser Block ist mit einem Hash benannt, den Busker nicht benutzt. Er wird nicht geholt.',
  IPFS_FOLDER_IN_USE: 'Ein anderes Busker benutzt diesen Ordner. Beende es zuerst.',
  IPFS_LISTEN_FAILED:
    'Busker kann nicht lauschen, wo es soll: Vielleicht benutzt ein anderes Programm den Port.',
  IPFS_PEER_TIMEOUT: 'Die andere Seite hat nicht rechtzeitig geantwortet. Versuch es später.',
  IPFS_PEER_UNREACHABLE: 'Die andere Seite ist nicht zu erreichen. Versuch es, wenn sie online ist.',
  INVITATION_EXPIRED: 'Diese Einladung ist abgelaufen. Nichts ist beigetreten. Bitte um eine neue.',
  INVITATION_FORGED:
    'Der Hub führt zu einem anderen Netzwerk als die Einladung. Nichts ist beigetreten. Tritt nicht bei.',
  INVITATION_MALFORMED:
    'Das ist keine Einladung, oder nicht die ganze. Kopiere alles, oder bitte noch einmal darum.',
  PROTOCOL_BUSY: 'Es sind zu viele Anfragen offen. Warte auf einige davon.',
  PROTOCOL_FORGED: 'Das ist nicht von dem unterschrieben, den es nennt. Vertrau ihm nicht.',
  PROTOCOL_MALFORMED:
    'Was ankam, hat nicht die richtige Form. Versuch es noch einmal; aktualisiere sonst beide Seiten.',
  PROTOCOL_NEWER: 'Aktualisiere Busker: Das kommt von jemandem mit einer neueren Version.',
  PROTOCOL_PEER_FAILED: 'Auf der anderen Seite ging etwas schief. Versuch es später.',
  PROTOCOL_TOO_LARGE: 'Was ankam, ist zu groß. Es wird nicht gelesen.',
  PROTOCOL_UNKNOWN: 'Eine der beiden Seiten kennt diese Anfrage nicht. Aktualisiere Busker auf beiden.',
  PROTOCOL_VERSION: 'Die beiden Programme sprechen verschiedene Versionen. Aktualisiere das ältere.',
  REMOTE_ERROR_UNKNOWN:
    'Die andere Seite meldet einen Fehler, den dieses Busker nicht kennt. Aktualisiere Busker.',
} as const satisfies ErrorSentences<typeof networkErrors>

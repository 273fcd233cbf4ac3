import type { nodeErrors } from '../../../errors/nodeErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const node = {
  CLOCK_CONTRADICTED: 'Die Adressen der Chain widersprechen sich über die Zeit. Nenne eine weitere.',
  CLOCK_UNKNOWN:
    'Die Zeit der Chain ist hier noch nicht bekannt, und nach ihr richten sich Bestellungen. Nichts wurde bezahlt; warte auf die Chain.',
  CLOCK_WRONG:
    'Die Uhr dieses Geräts geht falsch. Schalte in den Einstellungen des Systems Datum und Zeit auf automatisch.',
  DATABASE_DAMAGED: 'Die Datenbank ist beschädigt. Stelle sie aus einer Kopie wieder her.',
  DATABASE_FROM_FUTURE: 'Ein neueres Busker hat die Datenbank geschrieben. Aktualisiere Busker.',
  DATABASE_UNREACHABLE: 'Die Datenbank antwortet nicht. Starte sie, oder berichtige ihre Adresse.',
  INTERNAL_ERROR:
    'Etwas ist gescheitert, womit Busker nicht gerechnet hat. Versuch es noch einmal; Näheres steht im Protokoll.',
  NETWORK_CHAIN_NAME: 'Das Netzwerk nennt sich wie eine Chain, die es nicht ist. Tritt nicht bei.',
  NETWORK_CONTRACTS_UNACCEPTED:
    'Auf diesem Netzwerk läge dein Geld in Verträgen, die nur sein Betreiber nennt. Nimm sie an, wenn du ihm vertraust.',
  NETWORK_CONTRACTS_WRONG:
    'Die Verträge sind nicht, was sie zu sein behaupten. Geld darin könnte verloren gehen. Tritt nicht bei.',
  NETWORK_DEPOSIT_LIMIT: 'Der Vertrag des Netzwerks nimmt weniger als das. Zahle weniger ein.',
  NETWORK_ELECTRON_OLD:
    'Dieses Busker ist nur zum Testen und nie für echtes Geld. Nimm ein veröffentlichtes.',
  NETWORK_HUB_ADDRESS:
    'Das Profil sagt nicht, welcher Peer sein Hub ist. Bitte den Betreiber um ein anderes.',
  NETWORK_ID_TAKEN:
    'Ein Netzwerk mit diesem Namen gibt es schon, von jemand anderem. Vertrau dem Profil nicht.',
  NETWORK_NONE: 'Es ist kein Netzwerk gewählt. Wähle zuerst eines.',
  NETWORK_OTHER: 'Dieser Ordner gehört zu einem anderen Netzwerk. Wähle jenes oder einen anderen Ordner.',
  NETWORK_PROFILE_MALFORMED: 'Das ist kein Netzwerkprofil. Bitte den Betreiber noch einmal darum.',
  NETWORK_RPC_UNREACHABLE: 'Die Chain antwortet unter dieser Adresse nicht. Nichts wurde geändert.',
  NETWORK_SETTLE_TIMEOUT:
    'Die Wartezeit des Netzwerks passt nicht zu seinen Verträgen. Nichts ist beigetreten.',
  NETWORK_TOKEN_WRONG: 'Der Token ist nicht, was das Profil sagt. Nichts ist beigetreten. Tritt nicht bei.',
  NODE_DISK_FULL: 'Der Datenträger ist voll oder fast voll. Schaff Platz: Alles geht von selbst weiter.',
  NODE_DISK_READ_ONLY:
    'Auf den Datenträger kann nicht geschrieben werden. Mach ihn beschreibbar: Alles geht von selbst weiter.',
  NODE_ENDED:
    'Der Knoten ist beendet. Lies die letzten Zeilen seines Protokolls, und starte ihn noch einmal.',
  NODE_LATE:
    'Der Knoten ist nicht rechtzeitig gestartet. Lies, worauf er wartet, und starte ihn noch einmal.',
  NODE_LOCKED: 'Busker ist verschlossen. Entsperre es zuerst.',
  NODE_PART_UNKNOWN: 'Einen solchen Teil hat der Knoten nicht.',
  NODE_STOPPED: 'Der Knoten läuft nicht. Starte ihn zuerst.',
  PROCESS_BAD_MESSAGE: 'Ein Teil von Busker hat Unsinn gesagt und wird neu gestartet.',
  PROCESS_CRASHED: 'Ein Teil von Busker ist abgestürzt und wird neu gestartet.',
  PROCESS_FOLDER_IN_USE:
    'Ein anderes Busker benutzt diesen Ordner. Beende es zuerst, oder wähle einen anderen.',
  PROCESS_HUNG: 'Ein Teil von Busker antwortet nicht und wird neu gestartet.',
  PROCESS_LEFTOVER_STUCK:
    'Ein Prozess von früher hält den Ordner noch fest. Beende ihn und starte Busker noch einmal.',
  PROCESS_NOT_READY: 'Ein Teil von Busker wurde nicht rechtzeitig bereit und wird neu gestartet.',
  PROCESS_NOT_RUNNING: 'Zahlungen laufen gerade nicht. Warte, bis sie wieder laufen.',
  SETTINGS_DAMAGED: 'Eine Einstellung ist beschädigt. Stelle eine Kopie wieder her.',
  STORE_BINDING_MISSING: 'Ein Teil für die Datenbank fehlt. Installiere Busker noch einmal.',
  STORE_CELL_DAMAGED: 'Etwas Versiegeltes in der Datenbank wurde verändert. Stelle eine Kopie wieder her.',
  STORE_OTHER_WORDS:
    'Die Daten hier gehören zu anderen Wörtern als der Tresor. Setze den Tresor ein, mit dem sie entstanden.',
} as const satisfies ErrorSentences<typeof nodeErrors>

import type { hubErrors } from '../../../errors/hubErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const hub = {
  HUB_BACKUP_DATABASE:
    'Die Datenbank wurde nicht kopiert. Installiere die Programme von PostgreSQL, oder kopiere sie selbst.',
  HUB_BACKUP_EXISTS: 'Diese Sicherung gibt es schon. Nenne einen Ordner, den es nicht gibt.',
  HUB_BLOCK_STANDS: 'Das ist schon verborgen.',
  HUB_BLOCK_UNKNOWN: 'Das ist nicht verborgen.',
  HUB_BOOKS_CLOSED: 'Der Hub kann gerade nichts zusagen. Frag in einer Minute noch einmal.',
  HUB_BOOKS_MOVED: 'Was dieser Hub zugesagt hat, steht in seiner PostgreSQL. Nenne sie wieder in hub.json.',
  HUB_BOOKS_OF_ANOTHER:
    'In dieser Datenbank steht, was ein anderer Hub zugesagt hat. Gib jedem Hub eine eigene.',
  HUB_BUDGET_SPENT:
    'Was der Hub dafür ausgeben darf, ist ausgegeben. Öffne die Verbindung mit eigenem Geld, oder sag es dem Betreiber.',
  HUB_CHANNEL_BUSY: 'In der Verbindung ist noch eine Zahlung unterwegs. Warte ein paar Minuten.',
  HUB_CHANNEL_CLOSING:
    'Die Verbindung mit dem Hub wird gerade geschlossen. Frag noch einmal, wenn sie abgerechnet ist.',
  HUB_CONFIG_EXISTS: 'hub.json gibt es hier schon. Ändere es, oder verschiebe es zuerst.',
  HUB_CONFIG_INVALID: 'In hub.json stimmt etwas nicht. Berichtige es.',
  HUB_CONFIG_MISSING: 'In diesem Ordner ist kein Hub.',
  HUB_CONTRACTS_MISSING: 'Für diesen Token kennt Busker auf dieser Chain keine Verträge. Richte eigene ein.',
  HUB_DATABASE_NONE: 'In hub.json steht keine PostgreSQL. Schreib databaseUrl hinein.',
  HUB_DEPLOYMENT_FAILED:
    'Ein Schritt der Einrichtung ist gescheitert. Führe denselben Befehl noch einmal aus: Er geht weiter.',
  HUB_FAUCET_USED: 'Der Hahn hat für heute gegeben, was er gibt. Frag später.',
  HUB_FEE_ABOVE_STATED: 'Die Gebühr ist höher, als das Profil des Netzwerks sagt. Senke sie.',
  HUB_GAS_LIMIT: 'Der Hub hat für heute so viele Transaktionen bezahlt, wie er bezahlt. Frag später.',
  HUB_GAS_LOW: 'Dem Hub fehlt Geld für Gebühren der Chain. Sag es seinem Betreiber.',
  HUB_HOMESERVER_NONE: 'In hub.json steht kein eigener Homeserver.',
  HUB_HOMESERVER_UNREACHABLE: 'Der Homeserver antwortet nicht. Versuch es später.',
  HUB_KUBO_UNREACHABLE: 'Kubo antwortet nicht. Starte es, oder berichtige seine Adresse in hub.json.',
  HUB_LEASE_EXPIRED: 'Das Recht dieses Geräts ist schon abgelaufen. Prüfe die Uhr.',
  HUB_LEASE_FAILED:
    'Der Hub konnte nicht gefragt werden, welches Gerät bezahlt. Er wird von selbst wieder gefragt.',
  HUB_LEASE_HELD:
    'Diese Wörter sind auf einem anderen Gerät in Gebrauch. Schließ Busker dort, oder übernimm hier.',
  HUB_LEASE_ELSEWHERE:
    'Diese Wörter wurden zuletzt auf einem anderen Gerät gebraucht; was hier ist, ist älter. Übernimm hier: Es geht mit der neuesten Kopie weiter.',
  HUB_LEASE_NONE: 'Noch ist nicht gefragt, ob dieses Gerät bezahlen darf. Warte.',
  HUB_LEASE_OLDER: 'Der Hub kennt ein neueres Recht. Es wird von selbst noch einmal gefragt.',
  HUB_NAMES_FAILED: 'Der Hub kann sich gerade nicht um Namen kümmern. Versuch es später noch einmal.',
  HUB_NAMES_NONE: 'Dieser Hub vergibt keine Namen. Man findet sich über die Karten.',
  HUB_NAME_CHANGED:
    'Du hast deinen Namen gerade erst geändert: Der frühere wird noch vor anderen bewahrt. Nimm ihn zurück, oder warte so lange.',
  HUB_NAME_RESERVED: 'Diesen Namen kann niemand haben. Wähle einen anderen.',
  HUB_NAME_STRANGER: 'Namen bekommt, wer einen Kanal mit dem Hub hat. Verbinde dich zuerst.',
  HUB_NAME_TAKEN: 'Diesen Namen, oder einen, der so aussieht, hat schon jemand. Wähle einen anderen.',
  HUB_NAME_UNKNOWN: 'An diesem Hub heißt niemand so. Vergleiche den Namen mit dem, den man dir gesagt hat.',
  HUB_NOT_SELLING: 'Dieser Hub gibt Verbindungen nur denen Geld, die verkaufen. Öffne sie mit eigenem Geld.',
  HUB_NOT_OWNER: 'Das sagt der Hub nur dem Gerät, zu dem die Identität gehört.',
  HUB_NOT_RUNNING: 'Der Hub läuft nicht. Starte ihn zuerst.',
  HUB_NO_FAUCET: 'Dieser Hub verschenkt nichts: Auf dieser Chain ist Geld echt.',
  HUB_NO_ROUTE: 'Der Hub findet keinen Weg zum Empfänger. Versuch es, wenn er online ist.',
  HUB_PART_SILENT: 'Ein Teil des Hubs antwortet nicht. Warte eine halbe Minute.',
  HUB_PORT_IN_USE: 'Ein anderes Programm benutzt den Port des Hubs. Beende es, oder wähle einen anderen.',
  HUB_PROFILE_MISMATCH: 'Das Profil nennt einen anderen Hub als diese Schlüssel.',
  HUB_PROFILE_UNKNOWN: 'In dieses Netzwerk lädt der Hub nicht mehr ein. Bitte um eine neue Einladung.',
  HUB_RAIDEN_DOWN: 'Beim Hub starten die Zahlungen gerade. Frag in einer Minute noch einmal.',
  HUB_SEED_DAMAGED: 'hub.seed ist beschädigt. Setze vor allem anderen eine Sicherung ein.',
  HUB_SEED_OPEN: 'hub.seed können andere auf diesem Gerät lesen. Mach es nur für den Eigentümer lesbar.',
  HUB_SERVER_NAME_CHANGED: 'Der Homeserver hieß früher anders. Starte ihn mit dem alten Namen.',
  HUB_SNAPSHOTS_FULL:
    'Der Hub hat keinen Platz für weitere Kopien. Speichere deine in einer Datei, und sag es dem Betreiber.',
  HUB_COLLECTION_OLDER:
    'Der Hub hat diese Sammlung schon in neuerer Fassung. Sie wird neu nummeriert und wieder gesendet.',
  HUB_COLLECTION_REFUSED:
    'Der Hub nimmt diese Sammlung nicht an: Er zeigt die von Verbundenen, und ihre Zeit muss stimmen.',
  HUB_COLLECTIONS_FULL: 'Der Hub hat keinen Platz für weitere Sammlungen.',
  HUB_SNAPSHOT_OLDER: 'Der Hub hat schon eine neuere Kopie. Es wird von selbst nachgesehen.',
  HUB_STOPPING: 'Der Hub hält gerade an. Frag in einer Minute noch einmal.',
  HUB_TOKEN_UNKNOWN: 'Einen solchen Token kennt Busker auf dieser Chain nicht. Nenne ihn mit seiner Adresse.',
  HUB_TOKENS_LOW:
    'Der Hub hat gerade zu wenig für eine weitere Verbindung. Sag es seinem Betreiber, oder öffne sie mit eigenem Geld.',
  HUB_TOKEN_NETWORK_UNKNOWN:
    'Dieser Hub hat in diesem Netzwerk keine Verbindungen. Wähle das Netzwerk, das ihn nennt.',
  HUB_URSULAS_FEW: 'Das Netzwerk nennt zu wenige Ursulas.',
  HUB_URSULAS_FULL: 'Der Hub hat keinen Platz für weitere Ursulas, die sich melden.',
  HUB_URSULAS_SILENT: 'Zu wenige Ursulas antworten. Frag ihre Betreiber.',
  HUB_URSULA_REFUSED: 'Der Hub führt nur Ursulas auf, die sich selbst und direkt melden.',
  HUB_URSULA_MISNAMED: 'Eine Ursula zeigt den Ausweis einer anderen.',
  HUB_RATE_LIMIT: 'Der Hub wurde zu oft gefragt. Warte etwas.',
  HUB_REPORTS_FULL:
    'Der Hub hat mehr Meldungen, als sein Betreiber gelesen hat. Versuch es in einigen Tagen.',
  HUB_REPORT_TIME: 'Diese Meldung ist nach der Uhr des Hubs nicht von jetzt. Prüfe die Uhr.',
  HUB_REPORT_UNKNOWN: 'Darüber ist nichts Offenes gemeldet.',
  HUB_SEARCH_FAILED: 'Die Suche des Hubs antwortet nicht. Bis dahin wird gesucht, was hier bekannt ist.',
  HUB_SUBJECT_UNKNOWN: 'Das ist kein Konto, kein Werk und kein Manifest, das der Hub hat.',
  HUB_VOUCHER_EXPIRED: 'Das Guthaben dieser Einladung ist abgelaufen. Du kannst ohne es beitreten.',
  HUB_VOUCHER_TOO_LARGE: 'Das Guthaben ist größer, als der Hub einzahlt. Wähle ein kleineres.',
  HUB_VOUCHER_UNKNOWN: 'Ein solches Guthaben hat der Hub nicht vergeben. Du kannst ohne es beitreten.',
  HUB_VOUCHER_USED: 'Dieses Guthaben hat schon jemand eingelöst. Du kannst ohne es beitreten.',
  MAILBOX_EXPIRY: 'Die Zeit des Briefs passt nicht. Prüfe die Uhr.',
  MAILBOX_FAILED: 'Der Briefkasten des Hubs antwortet nicht. Es wird von selbst wieder versucht.',
  MAILBOX_FULL: 'Der Hub nimmt gerade keine Briefe mehr. Versuch es später.',
  MAILBOX_PEER_FULL: 'Zu viele deiner Briefe warten schon. Zieh einen zurück, oder warte.',
  MAILBOX_RECIPIENT_FULL: 'Der Briefkasten des Empfängers ist voll. Versuch es, wenn er online war.',
  MAILBOX_TICKET_TAKEN: 'Unter dieser Nummer liegt schon ein anderer Brief.',
  RELAY_CONFIG_INVALID: 'In relay.json stimmt etwas nicht. Berichtige es.',
  RELAY_CONFIG_MISSING: 'Es fehlt relay.json.',
  RELAY_SEED_DAMAGED: 'relay.seed ist beschädigt. Setze eine Sicherung ein.',
} as const satisfies ErrorSentences<typeof hubErrors>

import type { accessErrors } from '../../../errors/accessErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const access = {
  ACCESS_KEY_DAMAGED:
    'Der gespeicherte Schlüssel eines Stücks ist unlesbar. Stelle eine Kopie wieder her, oder öffne den Kauf mit seinem Beleg neu.',
  POLICY_EXPIRED:
    'Die Zeit, in der dieser Zugang geöffnet werden konnte, ist vorbei. Bitte um neuen: Der Beleg berechtigt dazu, umsonst.',
  POLICY_FORGED:
    'Dieser Zugang ist nicht, was er zu sein behauptet. Bitte um neuen: Der Beleg berechtigt dazu, umsonst.',
  POLICY_NOT_YOURS: 'Dieser Zugang ist für jemand anderen.',
  POLICY_REVOKED:
    'Der Künstler hat diesen Zugang beendet. Was schon geöffnet war, bleibt spielbar. Frag ihn.',
  POLICY_STOPPED: 'Busker hält an; die Ursulas erfahren es später.',
  POLICY_TERMS:
    'So kann kein Zugang gegeben werden: 1 bis 30 Ursulas, höchstens so viele nötig, wie einen Teil halten, und ein Ende in der Zukunft.',
  POLICY_TOO_FEW_ANSWERS:
    'Zu wenige Ursulas haben geantwortet. Was du bezahlt hast, bleibt dein. Versuch es später.',
  POLICY_TOO_FEW_URSULAS:
    'Es sind zu wenige Ursulas bekannt. Verbinde dich mit einem Hub, der mehr kennt, oder füge welche hinzu.',
  POLICY_UNKNOWN: 'Diesen Zugang gibt es nicht.',
  POLICY_WRONG_KEY:
    'Der gekaufte Zugang öffnet das Werk nicht. Zeig dem Künstler den Beleg: Er beweist den Kauf.',
  POLICY_WRONG_SECRET:
    'Dieses Geheimnis öffnet den Zugang nicht. Frag den Verkäufer: Der Beleg beweist den Kauf.',
  UMBRAL_BROKEN:
    'Die Bibliothek für den Zugang ist gescheitert. Starte Busker neu und versuch es noch einmal.',
  UMBRAL_FORGED: 'Eine Ursula hat etwas anderes geantwortet als gefragt. Eine andere wird gefragt.',
  UMBRAL_MALFORMED: 'Was ankam, war beschädigt oder von einem anderen Programm. Frag noch einmal.',
  UMBRAL_WRONG_KEY: 'Mit diesen Schlüsseln öffnet es sich nicht. Nimm die, für die es gemacht ist.',
  URSULA_ANNOUNCEMENT_EXPIRED:
    'Was von einer Ursula bekannt ist, ist zu alt. Prüfe die Uhr; sie wird von selbst noch einmal gefragt.',
  URSULA_ANNOUNCEMENT_OLD: 'Jemand hat wiederholt, was eine Ursula früher gesagt hat. Es zählt nicht.',
  URSULA_BUSY: 'Diese Ursula wurde zu oft gefragt. Warte ein paar Sekunden.',
  URSULA_CONFIG_INVALID: 'In ursula.json stimmt etwas nicht. Berichtige es.',
  URSULA_CONFIG_MISSING: 'Es fehlt ursula.json im Ordner der Ursula.',
  URSULA_SEED_DAMAGED: 'ursula.seed ist beschädigt. Setze eine Sicherung ein.',
  URSULA_TOO_MANY: 'Du hast schon zu viele Ursulas hinzugefügt. Entferne zuerst eine, die nicht antwortet.',
  URSULA_UNKNOWN: 'Eine solche Ursula hast du nicht hinzugefügt. Die des Netzwerks kann man nicht entfernen.',
  URSULA_STOPPED: 'Diese Ursula hält an. Eine andere wird gefragt.',
} as const satisfies ErrorSentences<typeof accessErrors>

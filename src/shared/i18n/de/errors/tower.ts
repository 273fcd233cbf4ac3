import type { towerErrors } from '../../../errors/towerErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const tower = {
  TOWER_BUDGET_SPENT: 'Was dieser Wachturm am Tag ausgeben darf, ist ausgegeben.',
  TOWER_BUSY: 'Dieser Wachturm wurde zu oft gefragt. Warte ein paar Sekunden.',
  TOWER_CHANNEL_UNKNOWN:
    'Der Wachturm findet diese Verbindung nicht auf der Chain. Er wird von selbst noch einmal gefragt.',
  TOWER_CONFIG_INVALID: 'In tower.json stimmt etwas nicht. Berichtige es.',
  TOWER_CONFIG_MISSING: 'Es fehlt tower.json im Ordner des Wachturms.',
  TOWER_FULL: 'Dieser Wachturm beobachtet schon so viele Verbindungen, wie er kann. Bitte einen anderen.',
  TOWER_GAS_LOW:
    'Dieser Wachturm hat zu wenig für Gebühren, um zu antworten. Sein Betreiber muss ihm etwas senden.',
  TOWER_NETWORK_UNKNOWN: 'Dieser Wachturm beobachtet dieses Netzwerk nicht.',
  TOWER_NONCE_OLDER: 'Der Wachturm hat schon einen neueren Stand.',
  TOWER_NOT_YOURS: 'Ein Wachturm sagt das nur dem Konto, für das er wacht.',
  TOWER_PROOF_FORGED: 'Das haben nicht beide Seiten der Verbindung unterschrieben.',
  TOWER_SEED_DAMAGED: 'tower.seed ist beschädigt. Setze eine Sicherung ein.',
  TOWER_STOPPED: 'Dieser Wachturm läuft nicht. Er macht weiter, sobald er startet.',
  TOWER_TOO_LATE: 'Die Verbindung ist geschlossen; für sie kann nichts mehr eingereicht werden.',
  TOWER_TOO_MANY: 'Mehr Wachtürme gehen nicht. Entferne einen, der nicht antwortet.',
  TOWER_UNKNOWN:
    'Einen solchen Wachturm hast du nicht hinzugefügt. Die des Netzwerks kann man nicht entfernen.',
} as const satisfies ErrorSentences<typeof towerErrors>

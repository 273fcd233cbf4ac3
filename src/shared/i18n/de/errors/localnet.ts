import type { localnetErrors } from '../../../errors/localnetErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const localnet = {
  LOCALNET_ANVIL_MISSING: 'Für die lokale Chain fehlt anvil.',
  LOCALNET_CHAIN_BEHIND: 'Die lokale Chain hat Transaktionen verloren. Setze das lokale Netzwerk zurück.',
  LOCALNET_CONTRACTS_MISSING: 'Die Verträge für das lokale Netzwerk fehlen.',
  LOCALNET_ENDED: 'Das lokale Netzwerk endete beim Start.',
  LOCALNET_FAUCET_EMPTY: 'Im Hahn ist nicht mehr so viel.',
  LOCALNET_NOT_A_LOCALNET: 'In dem Ordner ist kein lokales Netzwerk. Nichts wurde entfernt.',
  LOCALNET_NOT_UP: 'Das lokale Netzwerk läuft nicht.',
  LOCALNET_PART_NOT_RUNNING: 'Dieser Teil läuft nicht.',
  LOCALNET_RUNNING: 'Ein lokales Netzwerk läuft hier schon.',
  LOCALNET_STOPPED: 'Das lokale Netzwerk wurde beim Start angehalten.',
  LOCALNET_STUCK: 'Das lokale Netzwerk hielt nicht rechtzeitig an und wurde beendet.',
  LOCALNET_TIMEOUTS: 'Die Zeiten des lokalen Netzwerks passen nicht zueinander.',
} as const satisfies ErrorSentences<typeof localnetErrors>

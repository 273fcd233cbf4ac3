import type { snapshotErrors } from '../../../errors/snapshotErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const snapshot = {
  SNAPSHOT_DAMAGED: 'Diese Kopie ist beschädigt. Nimm die davor oder die des Hubs.',
  SNAPSHOT_FOREIGN: 'Diese Kopie gehört zu anderen Wörtern. Nimm die Wörter, mit denen sie gemacht wurde.',
  SNAPSHOT_FROM_FUTURE: 'Diese Kopie hat ein neueres Busker gemacht. Aktualisiere Busker.',
  SNAPSHOT_HUB_UNREACHABLE:
    'Der Hub, der die neueste Kopie aufbewahrt, ist gerade nicht zu erreichen. Nichts wurde geändert. Versuch es später, oder nimm eine Kopie aus einer Datei.',
  SNAPSHOT_NO_FILE: 'Das ist keine ganze Kopie von Busker. Wähle eine andere Datei.',
  SNAPSHOT_OVERTAKEN:
    'Ein anderes Gerät mit diesen Wörtern hat dem Hub eine neuere Kopie gegeben. Übernimm hier, dann geht es mit dieser weiter.',
  SNAPSHOT_TOO_LARGE: 'Die Kopie ist größer, als der Hub aufbewahrt. Speichere sie ab und zu in einer Datei.',
} as const satisfies ErrorSentences<typeof snapshotErrors>

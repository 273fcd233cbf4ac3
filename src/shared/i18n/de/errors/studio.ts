import type { studioErrors } from '../../../errors/studioErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const studio = {
  BONUS_KIND: 'So eine Beigabe geht nicht. Wähle ein PDF, ein Bild, reinen Text oder eine ZIP-Datei.',
  BONUS_NOT_RELEASE: 'Beigaben gehören zu einer Veröffentlichung, nicht zu einem Stück.',
  BONUS_TOO_LARGE: 'Die Beigaben sind zu groß. Lass welche weg, oder mach sie kleiner.',
  BONUS_TOO_MANY: 'Das sind zu viele Beigaben. Lass welche weg, oder pack sie in eine ZIP-Datei.',
  BONUS_UNKNOWN: 'Diese Beigabe gibt es nicht mehr. Öffne die Veröffentlichung noch einmal.',
  BONUS_UNREADABLE: 'Die Beigabe kann nicht gelesen werden. Prüfe den Pfad und die Rechte.',
  CODES_END: 'Codes enden in der Zukunft. Es wurden keine gemacht.',
  CODES_TOO_MANY: 'Mehr Codes gibt es nicht zugleich. Es wurden keine gemacht.',
  MEDIA_ARTWORK_DAMAGED: 'Dieses Bild kann nicht gelesen werden. Speichere es noch einmal als JPEG oder PNG.',
  MEDIA_ARTWORK_TOO_LARGE:
    'Dieses Bild ist zu groß. Wähle eines mit höchstens 20 MB und 8.000 × 8.000 Pixeln.',
  MEDIA_ARTWORK_UNREADABLE: 'Das Bild kann nicht gelesen werden. Prüfe den Pfad und die Rechte.',
  MEDIA_ARTWORK_UNSUPPORTED: 'Ein solches Bild nimmt Busker nicht. Wähle JPEG, PNG oder WebP.',
  MEDIA_CANCELLED: 'Angehalten, bevor es fertig war.',
  MEDIA_CHANGED: 'Die Datei hat sich seit der Prüfung geändert. Importiere sie noch einmal.',
  MEDIA_CONTAINER_INVALID: 'Der Ton kann nicht gelesen werden. Lade ihn noch einmal.',
  MEDIA_DAMAGED:
    'In dieser Datei ist der Ton beschädigt, oft durch einen fehlerhaften Effekt. Such ihn in der Mischung und exportiere noch einmal.',
  MEDIA_DECODE_FAILED: 'Der Ton konnte nicht dekodiert werden. Lade ihn noch einmal.',
  MEDIA_EMPTY: 'In dieser Datei ist kein Ton. Exportiere sie noch einmal.',
  MEDIA_ENCODE_FAILED: 'Das Kodieren ist gescheitert. Benutze ffmpeg 5.1 oder neuer.',
  MEDIA_FFMPEG_MISSING: 'ffmpeg ist nicht zu finden. Installiere es und starte Busker noch einmal.',
  MEDIA_NONE: 'Darin ist kein Ton. Wähle Tondateien oder einen anderen Ordner.',
  MEDIA_NOT_AUDIO: 'Das ist keine Tondatei, die Busker nimmt.',
  MEDIA_RATES_DIFFER: 'Verglichen wird bei gleicher Abtastrate: Dekodiere beides mit derselben.',
  MEDIA_TOO_LONG: 'Das ist zu lang. Teile es auf oder wähle ein anderes Format.',
  MEDIA_TRUNCATED: 'Diese Datei ist abgeschnitten. Kopiere sie noch einmal.',
  MEDIA_UNREADABLE: 'Die Datei kann nicht gelesen werden. Prüfe den Pfad und die Rechte.',
  MEDIA_UNSUPPORTED: 'So etwas nimmt Busker nicht. Exportiere eine Stereomischung in einem üblichen Format.',
  PRICE_NOT_REDUCED: 'Ein ermäßigter Preis ist kleiner als der Preis. Nichts wurde geändert.',
  PRICE_REDUCTION_BEGIN: 'Ein ermäßigter Preis beginnt, bevor er endet. Nichts wurde geändert.',
  PRICE_REDUCTION_END:
    'Ein ermäßigter Preis endet in der Zukunft, binnen eines Jahres. Nichts wurde geändert.',
  PROFILE_LINKS_FULL:
    'Eine Seite hat höchstens acht Links und Empfehlungen zusammen. Nichts wurde veröffentlicht.',
  PROFILE_RECOMMENDATION:
    'Das ist kein anderer Künstler und kein Werk eines anderen. Nichts wurde veröffentlicht.',
  PROFILE_NAME_MISSING: 'Sag zuerst, wie du heißt, oder veröffentliche etwas.',
  PROMOTION_FOLDER_TAKEN:
    'In dem Ordner liegen andere Dateien. Nichts wurde geschrieben: Wähle einen neuen oder leeren.',
  PROMOTION_UNWRITABLE: 'Die Seite konnte nicht geschrieben werden. Prüfe den Ordner.',
  UPLOAD_CATALOGUE_FULL:
    'Mehr Werke kannst du nicht zugleich verkaufen. Nichts wurde veröffentlicht: Nimm einige aus dem Verkauf.',
  UPLOAD_FINISHED: 'Das ist schon angekündigt. Nimm es stattdessen aus dem Verkauf.',
  UPLOAD_KEY_MISSING:
    'Der Schlüssel dieses Stücks ist nicht auf diesem Gerät. Lade das Stück noch einmal hoch.',
  UPLOAD_NOT_SCHEDULED:
    'Ankündigen lässt sich nur, was zu einer späteren Zeit in den Verkauf geht. Nichts wurde angekündigt.',
  UPLOAD_ORDER_WRONG: 'Eine Reihenfolge nennt jedes Stück der Veröffentlichung einmal und kein anderes.',
  UPLOAD_PREVIEW_TOO_LONG: 'So lang kann eine Hörprobe nicht sein. Wähle einen Teil des Stücks.',
  UPLOAD_RESTORED: 'Dieses Hochladen lief auf einem anderen Gerät. Fang es mit der Datei neu an.',
  UPLOAD_SCHEDULE:
    'Dieser Zeitpunkt der Veröffentlichung geht nicht. Nichts wurde geändert: Wähle einen in der Zukunft.',
  UPLOAD_TOO_MANY_COMING: 'Mehr Werke lassen sich nicht zugleich ankündigen. Nichts wurde angekündigt.',
  UPLOAD_TOO_MANY_FILES: 'Hier sind zu viele Dateien. Wähle die Ordner einzelner Alben.',
  UPLOAD_TOO_MANY_TRACKS:
    'So viele Stücke kann eine Veröffentlichung nicht haben. Nichts wurde veröffentlicht: Lass einige weg.',
  UPLOAD_UNFINISHED: 'Das wartet noch auf seine Stücke. Brich es zuerst ab.',
  UPLOAD_UNKNOWN: 'Dieses Hochladen gibt es nicht mehr.',
} as const satisfies ErrorSentences<typeof studioErrors>

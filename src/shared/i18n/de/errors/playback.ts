import type { playbackErrors } from '../../../errors/playbackErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const playback = {
  BONUS_FORGED: 'Die Beigabe ist nicht, was der Künstler versprochen hat. Frag ihn.',
  BONUS_NOT_OPENED: 'Das System hat die Datei nicht geöffnet. Speichere sie stattdessen.',
  CATALOGUE_INCONSISTENT: 'Ein Katalog widerspricht sich. Er wird nicht genommen.',
  CATALOGUE_UNKNOWN: 'Dieses Werk ist hier nicht bekannt. Such es noch einmal.',
  EXPORT_CANCELLED: 'Angehalten, bevor alles geschrieben war.',
  EXPORT_DISK_FULL: 'Der Datenträger ist voll. Schaff Platz, und lade den Rest noch einmal herunter.',
  EXPORT_FOLDER_GONE:
    'Der Ordner ist nicht mehr da. Schließ seinen Datenträger an, oder wähle einen anderen.',
  EXPORT_TOO_LARGE_TO_DRAG:
    'Das ist zu viel, um es auf einmal zu ziehen. Nimm „Herunterladen…“, oder zieh weniger.',
  EXPORT_UNWRITABLE: 'In den Ordner kann nichts geschrieben werden. Wähle einen anderen.',
  LIBRARY_NO_FOLDER: 'Diesen Ordner gibt es nicht mehr. Wähle einen anderen.',
  LIBRARY_NO_PLAYLIST: 'Diese Playlist gibt es nicht mehr.',
  LOCAL_FILE_GONE: 'Diese Datei ist nicht mehr in ihrem Ordner.',
  LOCAL_FOLDERS_TOO_MANY:
    'Es werden schon zu viele Ordner beobachtet. Entferne einen, oder wähle den, in dem sie liegen.',
  LOCAL_FOLDER_UNKNOWN: 'Dieser Ordner wird nicht mehr beobachtet.',
  LOCAL_FOLDER_UNREADABLE: 'Das ist kein Ordner, der gelesen werden kann.',
  LOCAL_FOLDER_WATCHED: 'Dieser Ordner liegt in einem beobachteten oder enthält einen. Wähle einen anderen.',
  LISTENBRAINZ_TOKEN: 'ListenBrainz nimmt diesen Token nicht. Kopiere ihn noch einmal.',
  LISTENBRAINZ_UNREACHABLE: 'ListenBrainz ist nicht zu erreichen. Es wird von selbst noch einmal versucht.',
  LISTEN_LAN_ADDRESS: 'Das ist keine IPv4-Adresse dieses Geräts.',
  LISTEN_PORT_IN_USE: 'Ein anderes Programm benutzt den Port. Beende es, oder wähle einen anderen Port.',
  LISTEN_TOKEN_WRONG: 'Der Schlüssel in der Adresse stimmt nicht. Öffne, was Busker zuletzt gezeigt hat.',
  PLAYLIST_FILE_TOO_LONG: 'Diese Datei ist zu groß für eine Playlist.',
  PLAYLIST_FILE_UNREADABLE: 'Diese Datei kann nicht gelesen werden.',
  PLAYBACK_DROPPED: 'Inzwischen spielt eine andere Stelle des Stücks.',
  PLAYBACK_NOT_A_RELEASE: 'Das ist ein Stück und hat keine eigenen Stücke.',
  PLAYBACK_NOT_A_TRACK: 'Das ist eine Veröffentlichung: Spiel eines ihrer Stücke.',
  PLAYBACK_NOT_DECODED: 'Dieses Stück konnte nicht dekodiert werden.',
  PLAYBACK_NOT_KEPT:
    'Das Stück wurde geladen und konnte nicht behalten werden: Vielleicht ist der Datenträger voll. Schaff Platz und lade es noch einmal.',
  PLAYBACK_NOT_OPEN: 'Dieses Stück ist nicht mehr offen. Drück noch einmal auf Wiedergabe.',
  PLAYBACK_NOT_OWNED: 'Das gehört dir noch nicht. Kauf es zuerst.',
  PLAYBACK_NO_ADDRESS: 'An dieser Adresse ist nichts.',
  PLAYBACK_NO_PICTURE: 'Kein Werk und kein Künstler, den du kennst, zeigt dieses Bild.',
  PLAYBACK_PICTURE_TOO_LARGE:
    'Dieses Bild ist zu groß, um gezeigt zu werden. Ein gemachtes Cover steht dafür.',
  PLAYBACK_NO_PREVIEW: 'Der Künstler bietet keine Hörprobe davon.',
  PLAYBACK_NO_SEGMENT: 'So einen Abschnitt hat dieses Stück nicht.',
  PLAYBACK_NO_SOUND:
    'Es kommt kein Ton heraus. Prüfe die Tonausgabe des Computers und drück noch einmal auf Wiedergabe.',
  PLAYBACK_UNREACHABLE:
    'Busker ist verschlossen oder öffnet noch. Entsperre es und drück noch einmal auf Wiedergabe.',
  SEGMENT_FORGED: 'Ein Abschnitt ist nicht, was der Künstler versiegelt hat. Er wird von anderswo geladen.',
} as const satisfies ErrorSentences<typeof playbackErrors>

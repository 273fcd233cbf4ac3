import type { orderErrors } from '../../../errors/orderErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const order = {
  BASKET_FULL: 'Der Korb ist voll. Kauf, was darin ist, oder nimm etwas heraus.',
  BASKET_NOTHING_TO_BUY: 'Im Korb ist nichts, was zu kaufen ist.',
  BASKET_UNDER_WAY: 'Der Kauf des Korbs läuft schon. Halte ihn zuerst an, oder warte.',
  BUYER_NOT_CONNECTED:
    'Du bist noch nicht mit dem Hub verbunden. Verbinde dich unter „Geldbeutel“: Die Bestellung geht dann von selbst weiter.',
  CONTACTS_FULL: 'Mehr Kontakte werden nicht behalten. Entferne erst einen.',
  BOUGHT_NOT_PAID: 'Das war umsonst oder wurde zurückgezahlt, und wird nicht gezeigt.',
  BOUGHT_NOT_YOURS: 'Dieser Beleg ist der von jemand anderem oder der eines Geschenks.',
  BOUGHT_SHOWN_ELSEWHERE: 'Das wird schon in einer anderen Sammlung gezeigt.',
  COLLECTION_NAME: 'Sag, unter welchem Namen es gezeigt wird, mit höchstens achtzig Zeichen.',
  CONTACT_KEYS_CHANGED:
    'Die Schlüssel in dieser Karte sind nicht die der Karte, die du von diesem Kontakt hast. Frag ihn auf anderem Weg, ob er neue hat. Nichts wurde bezahlt.',
  CONTACT_NAME_MOVED:
    'Der Hub sagt jetzt, dass dieser Name jemand anderem gehört als beim ersten Mal. Frag auf anderem Weg nach. Nichts wurde bezahlt.',
  CONTACT_NAME_TAKEN:
    'Jemand anderes unter deinen Kontakten hat einen Namen wie diesen. Wähle einen anderen.',
  CONTACT_UNKNOWN: 'So heißt keiner deiner Kontakte.',
  CONTACT_WITHOUT_CARD:
    'Diesem Konto kannst du keine Musik schenken: Du hast seine Karte nicht. Bitte darum. Nichts wurde bezahlt.',
  GIFT_TO_ONESELF: 'Das ist deine eigene Karte: Ein Geschenk geht an jemand anderen. Nichts wurde bezahlt.',
  GIFT_TOO_MANY: 'Es warten zu viele Geschenke. Nimm einige an oder lehne sie ab.',
  GIFT_UNKNOWN: 'Dieses Geschenk gibt es nicht mehr.',
  ORDER_ABOVE_CAPACITY:
    'Auf einmal kann der Künstler nicht so viel bekommen. Nichts wurde bezahlt. Bestell noch einmal und zahle weniger, oder warte.',
  ORDER_ALREADY_OWNED: 'Das gehört dem Empfänger schon. Nichts wurde bezahlt.',
  ORDER_BELOW_MINIMUM:
    'Das ist weniger, als das Werk mindestens kostet. Nichts wurde bezahlt. Wähle den Mindestpreis oder mehr.',
  ORDER_COSTS_MORE:
    'Das kostet mehr, als du zugesagt hast. Nichts wurde bezahlt. Sieh dir den Preis noch einmal an.',
  ORDER_EXPIRED: 'Die Zeit dieser Bestellung ist abgelaufen. Nichts wurde bezahlt. Bestell noch einmal.',
  ORDER_HUB_SILENT:
    'Der Hub hat die Zahlung nicht weitergegeben und schweigt. Das Geld gehört dir und ist nach dem Schließen der Verbindung ganz zurück.',
  ORDER_CODE_OVER: 'Die Zeit dieses Codes ist vorbei. Nichts wurde bezahlt. Bitte um einen anderen.',
  ORDER_CODE_TRIES:
    'Hier wurden zu viele falsche Codes versucht. Vergleiche Zeichen für Zeichen, und versuch es in einer Stunde.',
  ORDER_CODE_UNKNOWN: 'Das ist kein Code für dieses Werk. Vergleiche ihn mit dem, den du bekommen hast.',
  ORDER_CODE_USED: 'Diesen Code hat schon jemand eingelöst. Nichts wurde bezahlt.',
  ORDER_CREDIT_UNKNOWN:
    'Der Künstler weiß nichts von den Stücken, die angerechnet werden sollten. Nichts wurde bezahlt. Bestell zum vollen Preis oder frag ihn.',
  ORDER_INVOICE_EXPIRED:
    'Die Rechnung war schon abgelaufen, als sie ankam. Eine neue wird angefordert; prüfe sonst die Uhr.',
  ORDER_INVOICE_FORGED:
    'Die Rechnung ist nicht vom Künstler unterschrieben. Nichts wurde bezahlt. Versuch es später noch einmal.',
  ORDER_INVOICE_REUSED:
    'Der Künstler antwortet noch mit einer alten Rechnung. Nichts wurde bezahlt; eine neue wird angefordert.',
  ORDER_INVOICE_WRONG:
    'Die Rechnung passt nicht zu dem, was bestellt wurde. Nichts wurde bezahlt. Sag es dem Künstler, wenn es wieder vorkommt.',
  ORDER_LOCK_PENDING:
    'Der Hub hat die Zahlung, und der Künstler hat sie noch nicht genommen. Warte: Sie wird genommen oder kommt zurück.',
  ORDER_LOCK_RAN_OUT:
    'Die Zahlung wurde nicht rechtzeitig genommen. Das Geld ist zurück in deinem Guthaben. Bestell noch einmal.',
  ORDER_LOCK_REFUSED:
    'Der Künstler konnte die Zahlung nicht annehmen. Das Geld ist zurück in deinem Guthaben. Bestell noch einmal.',
  ORDER_LOCK_UNFIT:
    'Die Zahlung passte nicht zur Rechnung. Das Geld ist zurück in deinem Guthaben. Prüfe die Uhr, wenn es wieder vorkommt.',
  ORDER_MANIFEST_WRONG:
    'Das ist nicht das bestellte Werk in seiner neuesten Fassung. Such die neueste und kauf sie.',
  ORDER_NOT_FOR_US: 'Das ist für jemand anderen oder für ein anderes Netzwerk.',
  ORDER_NOT_ON_SALE: 'Das ist nicht mehr im Verkauf. Nichts wurde bezahlt. Such die neueste Fassung.',
  ORDER_OWN_WORK: 'Das ist dein eigenes Werk: Du hast es schon.',
  ORDER_PAID_BY_ANOTHER: 'Jemand anderes hat es schon für denselben Empfänger bezahlt. Nichts ist zu tun.',
  ORDER_PRICE_CHANGED:
    'Der Künstler verlangt jetzt mehr, als du gesehen hast. Nichts wurde bezahlt. Sieh dir den neuen Preis an.',
  ORDER_PRICE_FIXED:
    'Der Künstler nimmt genau den Preis und nicht mehr. Nichts wurde bezahlt. Trinkgeld geht über den Geldbeutel.',
  ORDER_REDUCTION_AHEAD:
    'Der ermäßigte Preis gilt nach der Uhr der Musikschaffenden noch nicht. Nichts wurde bezahlt; bestell etwas später noch einmal.',
  ORDER_REDUCTION_OVER: 'Der ermäßigte Preis war vorbei, als die Bestellung ankam. Nichts wurde bezahlt.',
  ORDER_REQUEST_EXPIRED:
    'Die Anfrage ist abgelaufen. Nichts wurde bezahlt. Bestell noch einmal; prüfe die Uhr, wenn es wieder vorkommt.',
  ORDER_RESTORED:
    'Diese Bestellung lief auf einem anderen Gerät. Frag noch einmal: Wurde dort bezahlt, kostet es nichts.',
  ORDER_REVOKED:
    'Der Künstler hat den Zugang zu diesem Kauf beendet. Was schon geöffnet war, bleibt spielbar. Frag ihn.',
  ORDER_SELLER_UNKNOWN: 'Der Künstler ist hier noch nicht bekannt. Er wird von selbst gesucht.',
  ORDER_TOO_LATE: 'Diese Bestellung kann nicht mehr zurückgenommen werden. Warte, bis sie endet.',
  ORDER_TOO_MANY_OPEN:
    'Zu viele deiner Rechnungen sind unbezahlt. Bezahle sie oder lass sie ablaufen, dann bestell noch einmal.',
  ORDER_UNDER_WAY:
    'Das ist schon bestellt. Nichts wurde bezahlt. Nimm die Bestellung zuerst zurück, oder lass sie laufen.',
  ORDER_UNKNOWN: 'Diese Bestellung gibt es hier nicht.',
  ORDER_UNPAID: 'Es gibt noch keinen Beleg: Noch ist nichts bezahlt.',
  ORDER_UNSETTLED: 'Die Zahlung dieser Bestellung wird noch abgerechnet. Das wird von selbst wiederholt.',
  ORDER_WRONG_NETWORK:
    'Das wird auf einem anderen Netzwerk oder für einen anderen Token verkauft. Nichts wurde bezahlt. Wähle das Netzwerk.',
  RECEIPT_AMBIGUOUS:
    'In der Datei ist mehr als ein Beleg. Bitte um eine mit nur einem, und glaub nicht, was darin steht.',
  RECEIPT_MISSING:
    'In dieser Datei ist kein ganzer Beleg von Busker. Wähle die Datei, wie Busker sie geschrieben hat.',
  RECEIPT_OF_ANOTHER:
    'Wer den Beleg als Verkäufer unterschrieb, ist nicht der Künstler des Werks. Glaub ihm nicht.',
  RECEIPT_TOO_LARGE: 'Diese Datei ist zu groß für einen Beleg. Sie wurde nicht gelesen.',
  REFUND_BALANCE_TOO_LOW:
    'Für die Erstattung reicht dein Guthaben nicht. Zahle ein: Sie geht dann von selbst weiter.',
  REFUND_BUYER_AWAY:
    'Der Käufer ist gerade nicht erreichbar. Lass Busker offen: Die Erstattung geht von selbst weiter.',
  REFUND_CHANGED:
    'Inzwischen wurde für diesen Verkauf etwas erstattet: Es ist ein anderer Betrag übrig. Nichts wurde gesendet. Sieh die Bestellung noch einmal an.',
  REFUND_DONE: 'Das ist schon erstattet: Der Käufer hat das Geld.',
  REFUND_HUB_SILENT:
    'Der Hub hat die Erstattung nicht weitergegeben und schweigt. Das Geld gehört dir und ist nach dem Schließen der Verbindung ganz zurück.',
  REFUND_LOCK_PENDING:
    'Die Erstattung ist unterwegs. Warte mit offenem Busker: Sie wird nicht noch einmal gesendet.',
  REFUND_NOTHING_PAID: 'Für diesen Verkauf wurde nichts bezahlt.',
  REFUND_NOT_EARNED:
    'Der Hub schuldet dir diesen Betrag noch. Bitte seinen Betreiber zu zahlen, dann erstatte.',
  REFUND_RAN_OUT: 'Die Zeit der Erstattung ist abgelaufen; nichts wurde gesendet. Fang sie noch einmal an.',
  REFUND_TAKEN_BACK: 'Du hast die Erstattung zurückgenommen. Sie kann noch einmal begonnen werden.',
  REFUND_TOO_MUCH:
    'So viel ist von der Zahlung nicht mehr übrig. Nichts wurde gesendet. Erstatte höchstens den Rest.',
  REFUND_UNDER_WAY:
    'Ein anderer Betrag dieses Verkaufs wird gerade erstattet oder liegt noch beim Hub. Warte, bis er angekommen ist, nimm ihn zurück oder beginne ihn noch einmal.',
  REFUND_UNSURE:
    'Ob die Erstattung ankam, ist nicht sicher. Frag den Käufer; was fehlt, kann als Trinkgeld gesendet werden.',
  RESERVATION_BUYING:
    'Das ist im Verkauf und wird gerade bestellt. Nimm stattdessen die Bestellung zurück; was bis dahin bezahlt ist, gehört dir.',
  RESERVATION_CANCELLED:
    'Der Künstler kündigt das nicht mehr an und hat es nicht in den Verkauf gegeben. Nichts wurde bezahlt.',
  RESERVATION_CHANGED:
    'Im Verkauf ist etwas anderes, als du vorbestellt hast: ein anderer Titel oder weniger Stücke. Nichts wurde bezahlt. Sieh es dir an und kauf es, wenn du magst.',
  RESERVATION_FULL:
    'Mehr Werke lassen sich nicht zugleich vorbestellen. Nimm zuerst eine Vorbestellung zurück.',
  RESERVATION_ON_SALE: 'Das ist inzwischen im Verkauf. Nichts wurde vorbestellt; kauf es.',
  RESERVATION_RAN_OUT:
    'Es ist einen Monat nach dem angekündigten Tag nicht erschienen. Nichts wurde bezahlt. Bestell es noch einmal vor, wenn du es noch willst.',
  RESERVATION_RESTORED:
    'Das wurde auf einem anderen Gerät vorbestellt, das es vielleicht gekauft hat. Ohne dein Wort wird von hier nichts bestellt.',
  RESERVATION_TOO_FAR:
    'Das erscheint in mehr als einem Jahr. Nichts wurde vorbestellt; komm näher am Tag wieder.',
  RESERVATION_UNKNOWN:
    'Das kündigt niemand an, den du kennst, oder mehr als einer. Nichts wurde vorbestellt.',
  SALE_GAS_MISSING:
    'Der Hub hält diese Zahlung zurück, und dein Konto hat zu wenig für die Gebühr der Chain. Sende etwas davon, bevor die Zeit um ist.',
  SALE_NOTHING_OWED: 'Für diesen Verkauf schuldet der Hub nichts.',
  SALE_NOT_WORTH_GAS:
    'Der Hub hält diese Zahlung zurück; sie auf der Chain zu holen kostet mehr, als sie bringt. Der Käufer bekommt Zugang, und die Schuld ist vermerkt.',
  SALE_WITHHELD:
    'Der Hub hält diese Zahlung zurück. Bitte seinen Betreiber zu zahlen, oder gib die Schuld auf.',
  SELLER_BUSY:
    'Zu viele bestellen gerade bei diesem Künstler. Nichts wurde bezahlt. Deine Bestellung wartet und geht von selbst weiter.',
  SELLER_HUB_IN_DEBT:
    'Der Hub schuldet dem Künstler noch Geld, deshalb verkauft er gerade nicht darüber. Nichts wurde bezahlt. Deine Bestellung wartet.',
  SELLER_UNPAYABLE:
    'Der Künstler kann noch nicht bezahlt werden. Nichts wurde bezahlt. Deine Bestellung wartet und geht von selbst weiter.',
  THANKS_NOT_WANTED: 'Dieser Käufer möchte keine Antwort. Nichts wurde gesendet.',
  THANKS_UNPAID: 'Das ist noch nicht gekauft. Schreib, wenn es gekauft ist.',
  THANKS_WRITTEN: 'Du hast diesem Käufer schon geschrieben: einmal je Verkauf.',
} as const satisfies ErrorSentences<typeof orderErrors>

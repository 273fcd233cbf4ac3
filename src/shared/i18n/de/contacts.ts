export const contacts = {
  contacts: 'Kontakte',
  add: 'Kontakt hinzufügen',
  none: 'Noch niemand. Wen du hier behältst, findest du mit Namen, wenn du Geld sendest oder Musik schenkst.',
  canBeGivenMusic: 'kann Musik geschenkt bekommen',
  remove: '{{name}} entfernen',
  whoIsKept:
    'Den Namen wählst du, und er bleibt bei dir. Die Schlüssel einer Karte sind die, die du jetzt siehst: Zeigt dir jemand später andere, sagt Busker es.',
  keep: 'Behalten',
  wasNotKept: 'Es wurde nicht behalten',
  name: 'Name',
  who: 'Karte, Link oder Adresse',
  whoHint:
    'Musik schenken kannst du, wessen Karte oder deren Link du hast; Geld senden auch an eine Adresse.',
  choose: 'Wählen…',
  contact: 'Kontakt',
  nobodyYouKnow: 'Keiner deiner Kontakte',
  copyLink: 'Als Link kopieren',
  whoHasYourCard:
    'Wer diesen Link hat, kann dir Musik schenken: kopiert oder mit einer Kamera gelesen, und im eigenen Busker als Kontakt behalten. Er öffnet nichts: Alle dürfen ihn sehen.',
  cardForACamera: 'Deine Karte für eine Kamera',
} as const

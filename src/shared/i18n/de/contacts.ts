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
  yourName: 'Dein Name an diesem Hub',
  noName: 'Noch keiner: Man findet dich über deine Karte.',
  copyName: 'Namen kopieren',
  chooseAName: 'Namen wählen …',
  changeName: 'Ändern …',
  giveNameUp: 'Aufgeben',
  takeIt: 'Nehmen',
  nameStaysAsItWas: 'Es bleibt, wie es war',
  shortName: 'Kurzer Name',
  whatANameDoes:
    'Wer ihn kennt, kann dir damit Musik schenken oder Geld schicken. Alle an diesem Hub können ihn nachschlagen und kennen dann dein Konto. Er gehört, wer zuerst fragt; was du aufgibst, bekommt ein halbes Jahr niemand anderes.',
  whatAShortNameIs:
    '3 bis 24 Buchstaben von a bis z, Ziffern und einzelne Bindestriche; am Anfang ein Buchstabe.',
  askingTheHub: 'Der Hub wird gefragt, wem @{{name}} gehört …',
  theHubSaysSo:
    'Der Hub sagt, dass @{{name}} dieses Konto ist, und könnte das von jedem sagen. Vergleiche Bild oder Adresse mit der Person, bevor du viel schenkst oder schickst. Von da an kennst du ihre Schlüssel, und wenn der Hub jemand anderen nennt, erfährst du es.',
  copyLink: 'Als Link kopieren',
  whoHasYourCard:
    'Wer diesen Link hat, kann dir Musik schenken: kopiert oder mit einer Kamera gelesen, und im eigenen Busker als Kontakt behalten. Er öffnet nichts: Alle dürfen ihn sehen.',
  cardForACamera: 'Deine Karte für eine Kamera',
} as const

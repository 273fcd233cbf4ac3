export const vault = {
  changeThePassphrase: 'Passphrase ändern',
  sealing: 'Versiegelt …',
  passphraseNow: 'Jetzige Passphrase',
  newPassphrase: 'Neue Passphrase',
  atLeastCharactersFourRandom:
    'Mindestens {{minPassphraseLength}} Zeichen. Vier zufällige Wörter sind eine gute.',
  itNeedsAtLeastCharacters: 'Sie braucht mindestens {{minPassphraseLength}} Zeichen.',
  onceMore: 'Noch einmal',
  theTwoAreNotThe: 'Die beiden sind nicht gleich.',
  dontAskAgainOnThis: 'Auf diesem Computer nicht mehr fragen',
  itsKeychainOpensBuskerFor: 'Sein Schlüsselbund öffnet Busker für dich.',
  aWordDoesNotFit:
    'Ein Wort passt nicht. Sieh nach, was du aufgeschrieben hast; du kannst zurückgehen und sie noch einmal sehen.',
  threeOfThemPlease: 'Drei davon, bitte',
  continue: 'Weiter',
  seeThemAgain: 'Noch einmal sehen',
  typeTheseFromYourPaper: 'Schreibe diese von deinem Zettel ab, damit du weißt, dass er stimmt.',
  wordPlace: 'Wort {{place}}',
  writeThese24WordsDown: 'Schreibe diese 24 Wörter auf',
  iHaveWrittenThemDown: 'Ich habe sie aufgeschrieben',
  onPaperInThisOrder:
    'Auf Papier, in dieser Reihenfolge. Sie sind deine Identität und dein Geld: Wer sie hat, hat beides, und niemand kann sie dir zurückgeben.',
  aPassphraseForThisComputer: 'Eine Passphrase für diesen Computer',
  finish: 'Fertigstellen',
  itOpensBuskerHereEvery: 'Sie öffnet Busker hier, jeden Tag. Die Wörter bleiben auf Papier.',
  typeThemInTheirOrder: 'Schreibe sie in ihrer Reihenfolge, mit Leerzeichen dazwischen.',
  ofNumberWordcount: '{{number}} von {{wordCount}}',
  restore: 'Wiederherstellen',
  bringingItBack: 'Holt es zurück …',
  backToTheWords: 'Zurück zu den Wörtern',
  whatTheHubKeepsFor:
    'Was der Hub für dich aufbewahrt, kommt mit zurück: was du gekauft hast, deine Bestellungen und Belege.',
  open: 'Öffnen',
  openingEverything: 'Öffnet alles, was hier ist …',
  aNewPassphraseForWhat:
    'Eine neue Passphrase für das, was auf diesem Gerät ist: Bibliothek, Bestellungen, Schlüssel und Geld bleiben, wie sie sind.',
  whoeverSeesThemCanTake:
    'Wer sie sieht, kann dein Geld nehmen. Niemand sollte dir über die Schulter schauen.',
  showMyWords: 'Meine Wörter zeigen',
  showThem: 'Zeigen',
  opening: 'Öffnet …',
  welcomeBack: 'Willkommen zurück',
  unlocking: 'Entsperrt …',
  useTheKeychain: 'Schlüsselbund benutzen',
  whatTheCopyHas:
    'Was in der Kopie vom {{madeAt}} steht, kommt zurück; hat der Hub eine neuere, dann diese. Das Geld in der alten Verbindung kommt auf dein Konto zurück, sobald sie geschlossen ist, nach der Wartezeit des Netzwerks. Was du seitdem gekauft hast, bekommst du umsonst noch einmal.',
} as const

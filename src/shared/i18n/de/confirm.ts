export const confirm = {
  trustToHaveNamedThe: '{{operator}} vertrauen, die echten Verträge von {{name}} genannt zu haben?',
  allMoneyThatYouPay:
    'Alles Geld, das du in diesem Netzwerk einzahlst, liegt in ihnen. Chain {{id}}, Token {{token}}, TokenNetwork {{tokenNetwork}}.',
  trustThem: 'Vertrauen',
  joinRunBy: '{{name}} beitreten, betrieben von {{operator}}?',
  musicIsPaidInOn:
    'Musik wird in {{symbol}} auf {{chainName}} bezahlt. Der Hub nimmt höchstens {{maximumFee}} {{symbol}} je Zahlung und sieht, wen du bezahlst.',
  byTitleArtistname: '{{title}} von {{artistName}}',
  payFor: '{{amount}} für {{name}} bezahlen?',
  payForWorks_one: '{{amount}} für {{count, number}} Werk bezahlen?',
  payForWorks_other: '{{amount}} für {{count, number}} Werke bezahlen?',
  anArtistWhoIsNot: 'ein Künstler, der hier nicht bekannt ist',
  itGoesTo: 'Es geht an {{artist}}.',
  theHubOfMayTake: 'Der Hub von {{operator}} darf bis zu {{maximumFee}} zusätzlich nehmen.',
  youAreAskedBecauseIt:
    'Du wirst gefragt, weil es über das hinausgeht, was Busker an einem Tag ohne Frage bezahlen darf: siehe Einstellungen.',
  reserve: '{{name}} vorbestellen und höchstens {{amount}} bezahlen?',
  paidOnceItIsOnSale:
    'Jetzt wird nichts bezahlt. Sobald es im Verkauf ist, wird es von selbst gekauft, für höchstens so viel; bis dahin kannst du es zurücknehmen.',
  reserveIt: 'Vorbestellen',
  pay: 'Bezahlen',
  putIntoYourChannelWith: '{{amount}} in deinen Kanal mit dem Hub von {{operator}} einzahlen?',
  itStaysYoursToPay:
    'Es bleibt deins, zum Bezahlen. Es wieder herauszunehmen dauert und kostet eine Gebühr der Chain.',
  putItIn: 'Einzahlen',
  sendTo: '{{amount}} an {{to}} senden?',
  itArrivesWithinSecondsAnd: 'Es kommt in Sekunden an und kann nicht zurückgerufen werden.',
  sendOutOfYourAccount: '{{amount}} aus deinem Konto an {{to}} senden?',
  compareTheAddressWithWhat:
    'Vergleiche die Adresse bis zur letzten Stelle mit der, die man dir gegeben hat: Das kann nicht zurückgerufen werden.',
  theChainsFeeIsUp: 'Die Gebühr der Chain beträgt bis zu {{maximumFee}} {{coin}}.',
  takeOutOfYourChannel: '{{amount}} aus deinem Kanal mit dem Hub von {{operator}} herausnehmen?',
  itGoesToYourOwn:
    'Es geht auf dein eigenes Konto auf der Chain, für eine Gebühr dort. Bezahlen kannst du damit wieder, wenn es zurückgelegt ist.',
  takeItOut: 'Herausnehmen',
  theHubOf: 'dem Hub von {{operator}}',
  closeYourChannelWith: 'Deinen Kanal mit {{operator}} schließen?',
  untilYouOpenAnotherYou:
    'Bis du einen anderen öffnest, kannst du weder kaufen noch verkaufen. Was dir gehört, kommt nach einer Wartezeit zurück, für eine Gebühr der Chain.',
  payBack: '{{amount}} für {{name}} zurückzahlen?',
  accessEndsToo: 'Auch der Zugang dazu endet. Was schon geöffnet wurde, bleibt abspielbar.',
  accessStays: 'Die Musik bleibt dort.',
  payItBack: 'Zurückzahlen',
  giveUpThatTheHub: 'Auf {{debt}} verzichten, die dir der Hub von {{operator}} für {{name}} schuldet?',
  itCantBeAskedFor: 'Es kann nicht noch einmal verlangt werden. Wer gekauft hat, behält das Bezahlte.',
  giveItUp: 'Verzichten',
  giveUpAndSettleThe: 'Auf {{lost}} verzichten und den Kanal mit {{partner}} abrechnen?',
  theOtherSideHasSigned:
    'Die andere Seite hat unterschrieben, dass dir das zusteht. Ist der Kanal abgerechnet, kann es niemand mehr zurückholen.',
  haveATowerAtWatch: 'Einen Wachturm unter {{address}} deine Kanäle beobachten lassen?',
  itLearnsWithWhomYou:
    'Er erfährt, mit wem du Kanäle hast und wie oft bezahlt wird. Macht über das Geld bekommt er nicht.',
  haveItWatch: 'Beobachten lassen',
  readTheChainFrom: 'Die Chain von {{urls}} lesen?',
  buskerBelievesWhatIsSaid:
    'Busker glaubt, was dort über deine Kanäle gesagt wird. Nenne nur Adressen, denen du vertraust.',
  readItThere: 'Dort lesen',
  letBuskerPayUpTo:
    'Busker bis zu {{limit}} {{symbol}} am Tag für Musik bezahlen lassen, ohne hier zu fragen?',
  asMuchMayGoInto:
    'Ebenso viel darf in deinen Kanal mit dem Hub gehen. Nach allem, was darüber hinausgeht, und nach allem anderen Geld wird wie bisher gefragt.',
  letIt: 'Erlauben',
  payAsGift: '{{amount}} für {{name}} bezahlen, als Geschenk?',
  asAGiftTo: '{{line}}, als Geschenk an {{account}}',
  putThisTrialAside: 'Dieses Ausprobieren beiseitelegen und neu beginnen?',
  whatYouBoughtWithPlayMoney:
    'Was du mit Spielgeld gekauft und veröffentlicht hast, bleibt mit seinen Schlüsseln zurück. Um echtes Geld geht es nicht.',
  beginAnew: 'Neu beginnen',
  letAPhoneListen: 'Ein Handy in diesem Netz spielen lassen, was dir gehört?',
  whoeverHasTheCode:
    'Busker lauscht dann auf {{address}}, über TLS, bis du es ausschaltest, Busker sperrst oder beendest, höchstens zwölf Stunden. Wer den gezeigten Code hat, hört, was dir gehört, und kann weder kaufen noch zahlen.',
  switchItOn: 'Einschalten',
  theInternetMayReachIt:
    '{{address}} ist keine private Adresse: Das ganze Internet kann sie erreichen. Ohne den Code bekommt es eine leere Seite.',
  sellFromTheServer: 'Soll dein Server anstelle dieses Geräts verkaufen?',
  theServerHoldsTheMoney:
    'Der Server unterschreibt dann in deinem Namen und hält das Geld deiner Verkäufe. Bis du das Verkaufen zurückholst, zahlt und veröffentlicht dieses Gerät nichts, und Playlists oder Favoriten, die du hier änderst, werden dann beiseitegelegt.',
  theConnectionIsMadeAnew:
    'Die Verbindung zum Hub wird geschlossen und dort neu gemacht: Das kostet zwei Transaktionen und dauert so lange, wie das Netzwerk wartet. Was darin ist, kommt auf dein Konto zurück.',
  sellThere: 'Dort verkaufen',
  goOnHereInPlace: 'Hier weitermachen und auf dem anderen Gerät aufhören?',
  theOtherIsAskedTo:
    'Das andere Gerät wird gebeten aufzuhören, und dieses macht mit der neuesten Kopie weiter, die der Hub aufbewahrt. Deine Verbindung zum Hub wird geschlossen und neu geöffnet: Bis das Geld darin wieder auf deinem Konto ist, kannst du weder kaufen noch verkaufen.',
  whatItDidAfterIts:
    'Antwortet das andere Gerät nicht, bleibt allein dort, was es nach seiner letzten Kopie getan hat. Schalte es für immer aus, oder lass es erst antworten.',
  haveAKeeperAt: 'Soll der Verwahrer unter {{address}} Anteile an dem halten, was du verkaufst?',
  aKeeperLearns:
    'Er erfährt, welches Werk jemand öffnet, und kann seine Hilfe verweigern. Von der Musik hört er nichts. Füge nur hinzu, wen du kennst.',
  addTheKeeper: 'Verwahrer hinzufügen',
  requireKeepers:
    'Ab jetzt jedem Verkauf {{shares}} Verwahrer geben, von denen {{threshold}} zum Öffnen nötig sind?',
  removeTheKeeper: 'Den Verwahrer von {{operator}} entfernen?',
  tooFewAreLeft:
    'Dann bleiben weniger als die {{shares}} Verwahrer, die jeder Verkauf braucht: Bis es mehr sind, kommt niemand hinein.',
  removeIt: 'Entfernen',
  openBonus: '{{name}} mit einem anderen Programm öffnen?',
  openBonusDetail:
    'Es kommt vom Künstler. Busker hat geprüft, welcher Art es ist, nicht was darin steht. Die geöffnete Kopie verschwindet, wenn Busker gesperrt oder beendet wird.',
} as const

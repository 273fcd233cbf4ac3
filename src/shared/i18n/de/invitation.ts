export const invitation = {
  anInvitation: 'Eine Einladung',
  invitesYouToTheirNetwork: '„{{operator}}“ lädt dich in ein eigenes Netzwerk ein.',
  takeTheCredit: 'Startguthaben nehmen',
  thisInvitationCantBeOpened: 'Diese Einladung kann nicht geöffnet werden',
  noMoneyIsInvolvedNothing: 'Es geht nicht um Geld: Du bist nirgends beigetreten.',
  askingTheHubWhatIt: 'Fragt den Hub, was er anbietet…',
  askingTheHub: 'Fragt den Hub',
  youHaveNotJoined: 'Du bist nicht beigetreten',
  joining: 'Tritt bei…',
  isChosenUnlockToGo: '„{{name}}“ ist gewählt: Entsperre, um weiterzumachen.',
  youAreOn: 'Du bist in „{{name}}“.',
  whatThisNetworkIs: 'Was dieses Netzwerk ist',
  toBeginWith: '{{credit}} {{symbol}} zum Anfang',
  itsOperatorGivesItTo:
    'Der Betreiber gibt es dem, der mit dieser Einladung als Erster beitritt. Gib es für Musik aus; du brauchst nichts Eigenes.',
  noCreditComesWithIt: 'Kein Startguthaben ist dabei',
  paidIn: 'Bezahlt wird in {{symbol}}',
  onThisMachineAloneNothing: 'Nur auf diesem Gerät: Nichts davon ist etwas wert.',
  onWhatYouSetAside: 'Auf {{chainName}}. Was du zum Ausgeben beiseitelegst, bleibt deins.',
  theHubTakesNothing: 'Der Hub nimmt nichts',
  theHubTakesAtMost: 'Der Hub nimmt höchstens {{maximumFee}} {{symbol}} je Zahlung',
  runsItItPassesYour:
    '„{{operator}}“ betreibt ihn: Er leitet deine Zahlungen weiter. Mehr als das kostet keine Zahlung zusätzlich.',
  itSeesWhomYouPay: 'Er sieht, wen du bezahlst',
  howMuchWhenAndThe:
    'Wie viel, wann, und die Adresse, von der dein Computer sich verbindet. Er kann deine Musik nicht hören, deine Nachrichten nicht lesen und keine Zahlung nehmen.',
  youCanLeave: 'Du kannst gehen',
  whatIsLeftComesBack:
    'Was übrig ist, kommt auf dein Konto zurück: mit Hilfe des Hubs sofort, sonst nach einer Wartezeit ({{describeSpan}}).',
  whoeverRunsAHubGives:
    'Wer einen Hub betreibt, gibt dir einen Link, ein Bild davon oder eine kleine Datei. Du siehst, was es ist, bevor du beitrittst.',
  openIt: 'Öffnen',
  theLink: 'Der Link',
  fromAFile: 'Aus einer Datei…',
  creditOfYourInvitation: 'Startguthaben deiner Einladung',
  theCreditOfYourInvitation: 'Das Startguthaben deiner Einladung kommt nicht.',
  theCreditOfYourInvitationIs: 'Das Startguthaben deiner Einladung ist unterwegs.',
  ofYourInvitationAreOn: '{{credit}} aus deiner Einladung sind unterwegs.',
  theHubOpensYourConnection:
    'Der Hub öffnet deine Verbindung und zahlt es aus: etwa eine Minute, und du musst nichts tun.',
  isChosenWithCredit:
    '„{{name}}“ ist gewählt: Entsperre, um weiterzumachen. {{credit}} {{symbol}} sind in einer Minute da.',
  youAreOnWithCredit: 'Du bist in „{{name}}“. {{credit}} {{symbol}} sind in einer Minute da.',
} as const

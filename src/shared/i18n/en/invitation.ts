export const invitation = {
  anInvitation: 'An invitation',
  invitesYouToTheirNetwork: '“{{operator}}” invites you to their network.',
  takeTheCredit: 'Take the credit',
  thisInvitationCantBeOpened: 'This invitation can’t be opened',
  noMoneyIsInvolvedNothing: 'No money is involved: nothing was joined.',
  askingTheHubWhatIt: 'Asking the hub what it offers…',
  askingTheHub: 'Asking the hub',
  youHaveNotJoined: 'You have not joined',
  joining: 'Joining…',
  isChosenUnlockToGo: '“{{name}}” is chosen: unlock to go on.',
  youAreOn: 'You are on “{{name}}”.',
  whatThisNetworkIs: 'What this network is',
  toBeginWith: '{{credit}} {{symbol}} to begin with',
  itsOperatorGivesItTo:
    'Its operator gives it to whoever joins by this invitation first. Spend it on music; you need nothing of your own.',
  noCreditComesWithIt: 'No credit comes with it',
  paidIn: 'Paid in {{symbol}}',
  onThisMachineAloneNothing: 'On this machine alone: nothing of it is worth anything.',
  onWhatYouSetAside: 'On {{chainName}}. What you set aside to spend stays yours.',
  theHubTakesNothing: 'The hub takes nothing',
  theHubTakesAtMost: 'The hub takes at most {{maximumFee}} {{symbol}} a payment',
  runsItItPassesYour:
    '“{{operator}}” runs it: it passes your payments on. No payment ever costs more than that on top.',
  itSeesWhomYouPay: 'It sees whom you pay',
  howMuchWhenAndThe:
    'How much, when, and the address that your computer connects from. It can’t hear your music, read your messages or take a payment.',
  youCanLeave: 'You can leave',
  whatIsLeftComesBack:
    'What is left comes back to your account: at once with the hub’s help, else after {{describeSpan}}.',
  whoeverRunsAHubGives:
    'Whoever runs a hub gives you a link, a picture of one, or a small file. You see what it is before you join.',
  openIt: 'Open it',
  theLink: 'The link',
  fromAFile: 'From a file…',
  creditOfYourInvitation: 'Credit of your invitation',
  theCreditOfYourInvitation: 'The credit of your invitation does not come.',
  theCreditOfYourInvitationIs: 'The credit of your invitation is on its way.',
  ofYourInvitationAreOn: '{{credit}} of your invitation are on their way.',
  theHubOpensYourConnection:
    'The hub opens your connection and pays it: about a minute, and you need do nothing.',
  isChosenWithCredit:
    '“{{name}}” is chosen: unlock to go on. {{credit}} {{symbol}} will be there in a minute.',
  youAreOnWithCredit: 'You are on “{{name}}”. {{credit}} {{symbol}} will be there in a minute.',
} as const

export const confirm = {
  trustToHaveNamedThe: 'Trust {{operator}} to have named the real contracts of {{name}}?',
  allMoneyThatYouPay:
    'All money that you pay in on this network lies in them. Chain {{id}}, token {{token}}, TokenNetwork {{tokenNetwork}}.',
  trustThem: 'Trust them',
  joinRunBy: 'Join {{name}}, run by {{operator}}?',
  musicIsPaidInOn:
    'Music is paid in {{symbol}} on {{chainName}}. The hub takes at most {{maximumFee}} {{symbol}} a payment, and sees whom you pay.',
  byTitleArtistname: '{{title}} by {{artistName}}',
  payFor: 'Pay {{amount}} for {{name}}?',
  payForWorks_one: 'Pay {{amount}} for {{count, number}} work?',
  payForWorks_other: 'Pay {{amount}} for {{count, number}} works?',
  anArtistWhoIsNot: 'an artist who is not known here',
  itGoesTo: 'It goes to {{artist}}.',
  theHubOfMayTake: 'The hub of {{operator}} may take up to {{maximumFee}} on top.',
  youAreAskedBecauseIt:
    'You are asked because it goes beyond what you let Busker pay in a day without asking: see Settings.',
  reserve: 'Reserve {{name}}, and pay {{amount}} at most?',
  paidOnceItIsOnSale:
    'Nothing is paid now. It is bought by itself once it is on sale, for no more than that; until then you can take it back.',
  reserveIt: 'Reserve it',
  pay: 'Pay',
  putIntoYourChannelWith: 'Put {{amount}} into your channel with the hub of {{operator}}?',
  itStaysYoursToPay: 'It stays yours, to pay with. Taking it out again takes a while and a fee of the chain.',
  putItIn: 'Put it in',
  sendTo: 'Send {{amount}} to {{to}}?',
  itArrivesWithinSecondsAnd: 'It arrives within seconds and can’t be called back.',
  sendOutOfYourAccount: 'Send {{amount}} out of your account to {{to}}?',
  compareTheAddressWithWhat:
    'Compare the address with what you were given, to the last digit: it can’t be called back.',
  theChainsFeeIsUp: 'The chain’s fee is up to {{maximumFee}} {{coin}}.',
  takeOutOfYourChannel: 'Take {{amount}} out of your channel with the hub of {{operator}}?',
  itGoesToYourOwn:
    'It goes to your own account on the chain, for a fee there. You can pay with it again once it is put back.',
  takeItOut: 'Take it out',
  theHubOf: 'the hub of {{operator}}',
  closeYourChannelWith: 'Close your channel with {{operator}}?',
  untilYouOpenAnotherYou:
    'Until you open another, you can neither buy nor sell. What is yours comes back after a wait, for a fee of the chain.',
  payBack: 'Pay {{amount}} back for {{name}}?',
  accessEndsToo: 'Access to it is ended too. What the buyer has opened already stays playable for them.',
  accessStays: 'They keep the music.',
  payItBack: 'Pay it back',
  giveUpThatTheHub: 'Give up {{debt}} that the hub of {{operator}} owes you for {{name}}?',
  itCantBeAskedFor: 'It can’t be asked for again. Whoever bought keeps what they paid for.',
  giveItUp: 'Give it up',
  giveUpAndSettleThe: 'Give up {{lost}} and settle the channel with {{partner}}?',
  theOtherSideHasSigned:
    'The other side has signed that you are owed this. Once the channel is settled, nobody can bring it back.',
  haveATowerAtWatch: 'Have a tower at {{address}} watch your channels?',
  itLearnsWithWhomYou:
    'It learns with whom you have channels, and how often something is paid. It gets no power over the money.',
  haveItWatch: 'Have it watch',
  readTheChainFrom: 'Read the chain from {{urls}}?',
  buskerBelievesWhatIsSaid:
    'Busker believes what is said there about your channels. Name only addresses that you trust.',
  readItThere: 'Read it there',
  letBuskerPayUpTo: 'Let Busker pay up to {{limit}} {{symbol}} a day for music without asking here?',
  asMuchMayGoInto:
    'As much may go into your channel with the hub. What goes beyond it, and all other money, is asked about as before.',
  letIt: 'Let it',
  payAsGift: 'Pay {{amount}} for {{name}}, as a gift?',
  asAGiftTo: '{{line}}, as a gift to {{account}}',
  putThisTrialAside: 'Put this trial aside and begin anew?',
  whatYouBoughtWithPlayMoney:
    'What you bought and published with play money stays behind with its keys. No real money is involved.',
  beginAnew: 'Begin anew',
  letAPhoneListen: 'Let a phone in this network play what you own?',
  whoeverHasTheCode:
    'Busker then listens at {{address}}, over TLS, until you switch it off, lock Busker or quit, for twelve hours at most. Whoever has the code that is shown hears what you own, and can’t buy or pay.',
  switchItOn: 'Switch it on',
  theInternetMayReachIt:
    '{{address}} is no private address: the whole internet may reach it. Without the code it gets an empty page.',
  sellFromTheServer: 'Have your server sell in place of this machine?',
  theServerHoldsTheMoney:
    'The server then signs in your name and holds the money of your sales. Until you take selling back this machine makes no payments and publishes nothing, and playlists or favourites that you change here are set aside then.',
  theConnectionIsMadeAnew:
    'The connection to the hub is closed and made anew there: that takes two transactions and the wait of the network. What is in it comes back into your account.',
  sellThere: 'Sell there',
  goOnHereInPlace: 'Go on here, and stop on your other machine?',
  theOtherIsAskedTo:
    'The other machine is asked to stop, and this one goes on from the newest copy that the hub keeps. Your connection to the hub is closed and opened again: until the money in it is back in your account, you can neither buy nor sell.',
  whatItDidAfterIts:
    'If the other machine does not answer, what it did after its last copy stays there alone. Turn it off for good, or let it answer first.',
  haveAKeeperAt: 'Have the keeper at {{address}} hold shares of what you sell?',
  aKeeperLearns:
    'It learns which work somebody opens, and can refuse to help. It hears nothing of the music. Add only whom you know.',
  addTheKeeper: 'Add the keeper',
  requireKeepers:
    'From now on, give each sale {{shares}} keepers, of whom {{threshold}} are needed to get in?',
  removeTheKeeper: 'Remove the keeper of {{operator}}?',
  tooFewAreLeft:
    'Fewer than the {{shares}} keepers that each sale takes are left then: nobody can be let in until there are more.',
  removeIt: 'Remove it',
  openBonus: 'Open {{name}} with another program?',
  openBonusDetail:
    'Its artist made it. Busker has checked of which kind it is, not what is in it. The copy that is opened goes when Busker is locked or quits.',
} as const

import { parseAbi } from 'viem'

/** The part of raiden-contracts 0.50's TokenNetwork with which a channel is watched and brought to its end. */
export const tokenNetworkAbi = parseAbi([
  'function getChannelIdentifier(address participant, address partner) view returns (uint256)',
  'function getChannelState(uint256 id, address one, address other) view returns (uint8)',
  'function settleable_after(uint256 id) view returns (uint256)',
  'function getChannelParticipantInfo(uint256 id, address participant, address partner) view returns (uint256 deposit, uint256 withdrawn, bool closer, bytes32 balanceHash, uint256 nonce, bytes32 locksroot, uint256 locked)',
  'function updateNonClosingBalanceProof(uint256 id, address closer, address other, bytes32 balanceHash, uint256 nonce, bytes32 additionalHash, bytes closerSignature, bytes otherSignature)',
  'function settleChannel(uint256 id, address one, uint256 oneTransferred, uint256 oneLocked, bytes32 oneLocksroot, address other, uint256 otherTransferred, uint256 otherLocked, bytes32 otherLocksroot)',
  'function unlock(uint256 id, address receiver, address sender, bytes locks)',
  'event ChannelClosed(uint256 indexed channel_identifier, address indexed closing_participant, uint256 indexed nonce, bytes32 balance_hash)',
  'event NonClosingBalanceProofUpdated(uint256 indexed channel_identifier, address indexed closing_participant, uint256 indexed nonce, bytes32 balance_hash)',
  'event ChannelUnlocked(uint256 indexed channel_identifier, address indexed receiver, address indexed sender, bytes32 locksroot, uint256 unlocked_amount, uint256 returned_tokens)',
  'event ChannelSettled(uint256 indexed channel_identifier, address participant1, uint256 participant1_amount, bytes32 participant1_locksroot, address participant2, uint256 participant2_amount, bytes32 participant2_locksroot)',
])

# NuCypher's own library as an Ursula, and as a buyer. Orders and answers are lines of JSON, bytes are hexadecimal; ends with its input.
import json, sys

from nucypher_core import (
    Conditions, Context, EncryptedTreasureMap, HRAC, MessageKit, ReencryptionRequest, ReencryptionResponse,
)
from nucypher_core.umbral import PublicKey, SecretKey, Signer, reencrypt


def secret(seed):
    return SecretKey.from_be_bytes(bytes.fromhex(seed))


def public(key):
    return PublicKey.from_compressed_bytes(bytes.fromhex(key))


def answer(request, verifying_seed, encrypting_seed):
    """What an Ursula does with a request."""
    asked = ReencryptionRequest.from_bytes(bytes.fromhex(request))
    kfrag = asked.encrypted_kfrag.decrypt(secret(encrypting_seed), asked.hrac, asked.publisher_verifying_key)
    fragments = [(capsule, reencrypt(capsule, kfrag)) for capsule in asked.capsules]
    return bytes(ReencryptionResponse(Signer(secret(verifying_seed)), fragments)).hex()


def destinations(treasure_map, receiving_seed, publisher):
    """Whom a buyer asks, and what of them are needed."""
    opened = EncryptedTreasureMap.from_bytes(bytes.fromhex(treasure_map)).decrypt(secret(receiving_seed), public(publisher))
    return {'threshold': opened.threshold, 'addresses': [bytes(address).hex() for address in opened.destinations]}


def requests(treasure_map, kit, receiving_seed, verifying_seed, publisher, label):
    """A buyer's request to each Ursula of the map, in the order of `destinations`, and the buyer's signature over it."""
    opened = EncryptedTreasureMap.from_bytes(bytes.fromhex(treasure_map)).decrypt(secret(receiving_seed), public(publisher))
    own = Signer(secret(verifying_seed))
    hrac = HRAC(public(publisher), own.verifying_key(), label.encode())
    capsule = MessageKit.from_bytes(bytes.fromhex(kit)).capsule
    made = [
        bytes(ReencryptionRequest(
            [capsule], hrac, fragment, public(publisher), own.verifying_key(), Conditions('[null]'), Context('null'),
        ))
        for fragment in opened.destinations.values()
    ]
    signed = [own.sign(b'busker/reencrypt/1\0' + each).to_be_bytes().hex() for each in made]
    return [{'request': each.hex(), 'signature': signature} for each, signature in zip(made, signed)]


def open_kit(kit, responses, receiving_seed, publisher, policy_key):
    """What a buyer makes of the answers: pairs of a response and the Ursula's verifying key."""
    message = MessageKit.from_bytes(bytes.fromhex(kit))
    own = secret(receiving_seed)
    fragments = []
    for response, ursula in responses:
        fragments += ReencryptionResponse.from_bytes(bytes.fromhex(response)).verify(
            [message.capsule], public(publisher), public(ursula), public(policy_key), own.public_key(),
        )
    return message.decrypt_reencrypted(own, public(policy_key), fragments).hex()


for line in sys.stdin:
    order, *values = json.loads(line)
    try:
        told = {'result': globals()[order](*values)}
    except Exception as error:
        told = {'error': f'{type(error).__name__}: {error}'}
    print(json.dumps(told), flush=True)

# Asks Raiden's REST API with Raiden's own client: raidenApiClient.py HOST PORT, where HOST has the name and the key in it.
# Orders and answers are lines of JSON; ends with its input.
import collections, collections.abc, json, sys, warnings

warnings.simplefilter('ignore')
for name in ('Mapping', 'MutableMapping', 'Sequence'):  # attrdict looks for them where Python 3.9 still had them
    setattr(collections, name, getattr(collections.abc, name))

import requests
from raiden_api_client import RaidenAPIWrapper

raiden = RaidenAPIWrapper(ip=sys.argv[1], port=int(sys.argv[2]))


def withdraw(partner, token, total):  # the client has no call for it
    url = f'{raiden.api}channels/{token}/{partner}'
    return raiden._handle_response(requests.patch(url, headers=raiden.headers, json={'total_withdraw': total}))


for line in sys.stdin:
    order, *values = json.loads(line)
    try:
        answer = {'result': (withdraw if order == 'withdraw' else getattr(raiden, order))(*values)}
    except Exception as error:
        answer = {'error': type(error).__name__}
    print(json.dumps(answer), flush=True)

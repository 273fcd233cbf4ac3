# Runs Kubo from its library: python3 kubo.py LIBRARY FOLDER. Orders and answers are lines of JSON; ends with its input.
import ctypes, json, os, sys

answers = os.fdopen(os.dup(1), 'w', buffering=1)
os.dup2(2, 1)  # Kubo prints as it likes.

library, folder = sys.argv[1], sys.argv[2]
kubo = ctypes.CDLL(library)
for name in ('AddFile', 'GetNodeID', 'GetNodeMultiAddrs'):
    getattr(kubo, name).restype = ctypes.c_char_p
repo = folder.encode()
kubo.CreateRepo(repo)

path = os.path.join(folder, 'config')
with open(path) as file:
    config = json.load(file)
config['Addresses']['Swarm'] = ['/ip4/127.0.0.1/tcp/0']
config['Bootstrap'] = []
config['Discovery']['MDNS']['Enabled'] = False
config['Routing'] = {'Type': 'none'}
config['Swarm']['DisableNatPortMap'] = True
with open(path, 'w') as file:
    json.dump(config, file)

orders = {
    'id': lambda: kubo.GetNodeID(repo).decode(),
    'addresses': lambda: json.loads(kubo.GetNodeMultiAddrs(repo).decode()),
    'connect': lambda address: kubo.ConnectToPeer(repo, address.encode()),
    'get': lambda cid, file: kubo.Download(repo, cid.encode(), file.encode()),
    'add': lambda file: kubo.AddFile(repo, file.encode(), False).decode(),
}
print(json.dumps(kubo.RunNode(repo)), file=answers)
for line in sys.stdin:
    order, *values = json.loads(line)
    print(json.dumps(orders[order](*values)), file=answers)
kubo.CleanupNode(repo)

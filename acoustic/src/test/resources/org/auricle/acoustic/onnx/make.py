# Makes torch-*.onnx and torch-bilstm.safetensors with torch 1.13.0 of Debian 12.
import json, struct, torch
from torch import nn
torch.manual_seed(3)
class Net(nn.Module):
    def __init__(self, dim=3, hidden=2, layers=2, tokens=4, batch_first=True, softmax=True, bias=True):
        super().__init__()
        self.rnn = nn.LSTM(dim, hidden, layers, bidirectional=True, batch_first=batch_first, bias=bias)
        self.ctc = nn.Linear(2*hidden, tokens)
        self.softmax = softmax
    def forward(self, x):
        y = self.ctc(self.rnn(x)[0])
        return y.log_softmax(-1) if self.softmax else y
def save(path, state, metadata, dtype='F32'):
    header, data = {'__metadata__': metadata}, b''
    for name, t in state.items():
        t = {'F32': t.float(), 'F16': t.half(), 'BF16': t.bfloat16()}[dtype].contiguous()
        raw = t.view(torch.int16).numpy().tobytes() if dtype != 'F32' else t.numpy().tobytes()
        header[name] = {'dtype': dtype, 'shape': list(t.shape), 'data_offsets': [len(data), len(data)+len(raw)]}
        data += raw
    h = json.dumps(header).encode(); h += b' ' * (-len(h) % 8)
    open(path, 'wb').write(struct.pack('<Q', len(h)) + h + data)
net = Net().eval()
x = torch.randn(1, 5, 3)
with torch.no_grad(): y = net(x)
save('torch-bilstm.safetensors', {'encoder.'+k: v for k, v in net.state_dict().items()},
     {'input': json.dumps(x.flatten().tolist()), 'log_probs': json.dumps(y.flatten().tolist())})
def export(name, net, x, fold=True, opset=16):
    torch.onnx.export(net, x, name, opset_version=opset, do_constant_folding=fold, input_names=['x'], output_names=['y'],
                      dynamic_axes={'x': {0: 'n', 1: 't'}, 'y': {0: 'n', 1: 't'}})
export('torch-batch-first.onnx', Net().eval(), torch.randn(2, 5, 3))
export('torch-time-first-logits.onnx', Net(batch_first=False, softmax=False).eval(), torch.randn(5, 2, 3))
export('torch-unfolded.onnx', Net(layers=1, bias=False).eval(), torch.randn(2, 5, 3), fold=False, opset=11)

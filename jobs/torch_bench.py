"""LRMF in PyTorch, the other side of jobs/bench.sh: RealNVP's T and p with a full linear layer before every pair of couplings, as
`Flows` and `LogLikelihoodRatio` of this project make them.

    torch_bench.py train|map DIMENSION COUPLINGS HIDDEN BATCH THREADS

takes training steps, which are the loss, its gradient and Adam, or maps a batch through T. It prints the number of parameters and then
answers every line on standard input: a number of seconds by "STEPS WALL_SECONDS CPU_SECONDS"; and "from FILE" by the loss at what
the file holds and the loss after one step from there, "BEFORE AFTER". The file's float32 are the order of every permutation, all
parameters, and the rows of A and of B.
"""

import math
import sys
import time
from pathlib import Path

import torch
from torch import nn

LOG_SCALE_BOUND = 2.0


class Linear(nn.Module):
    """y = x L U + b with log|det| = the sum of U's log-diagonal; L, U and that diagonal share one matrix."""

    def __init__(self, d):
        super().__init__()
        self.lu = nn.Parameter(torch.zeros(d, d))
        self.bias = nn.Parameter(torch.zeros(d))
        self.register_buffer("eye", torch.eye(d))

    def forward(self, x):
        diagonal = self.lu.diagonal()
        weight = (self.lu.tril(-1) + self.eye) @ (self.lu.triu(1) + diagonal.exp().diag())
        return torch.addmm(self.bias, x, weight), diagonal.sum()


class ActNorm(nn.Module):
    """y = exp(s) x + b."""

    def __init__(self, d):
        super().__init__()
        self.log_scale = nn.Parameter(torch.zeros(d))
        self.shift = nn.Parameter(torch.zeros(d))

    def forward(self, x):
        return x * self.log_scale.exp() + self.shift, self.log_scale.sum()


class Permute(nn.Module):
    def __init__(self, order):
        super().__init__()
        self.register_buffer("order", order)

    def forward(self, x):
        return x.index_select(1, self.order), 0.0


class Coupling(nn.Module):
    """y = exp(c tanh(r / c)) x + t on one half, with [r | t] a network of the other."""

    def __init__(self, d, hidden, second):
        super().__init__()
        self.middle, self.second = d // 2, second
        kept = self.middle if second else d - self.middle
        moved = d - kept
        self.network = nn.Sequential(
            nn.Linear(kept, hidden),
            nn.ReLU(inplace=True),
            nn.Linear(hidden, hidden),
            nn.ReLU(inplace=True),
            nn.Linear(hidden, 2 * moved),
        )

    def forward(self, x):
        first, second = x[:, : self.middle], x[:, self.middle :]
        kept, moved = (first, second) if self.second else (second, first)
        r, t = self.network(kept).chunk(2, dim=1)
        s = LOG_SCALE_BOUND * torch.tanh(r / LOG_SCALE_BOUND)
        moved = torch.addcmul(t, s.exp(), moved)
        return torch.cat((kept, moved) if self.second else (moved, kept), dim=1), s.sum(dim=1)


class Chain(nn.Module):
    def __init__(self, parts):
        super().__init__()
        self.parts = nn.ModuleList(parts)

    def forward(self, x):
        log_det = 0.0
        for part in self.parts:
            x, of_part = part(x)
            log_det = log_det + of_part
        return x, log_det


def transform(d, couplings, hidden):
    parts = []
    for _ in range(0, couplings, 2):
        order = torch.randperm(d)
        parts += [Linear(d), Permute(order), Coupling(d, hidden, True), Coupling(d, hidden, False)]
        parts += [Permute(torch.argsort(order))]
    return Chain(parts)


def density(d, couplings, hidden):
    parts = []
    for _ in range(0, couplings, 2):
        parts += [ActNorm(d), Linear(d), Permute(torch.randperm(d))]
        parts += [Coupling(d, hidden, True), Coupling(d, hidden, False)]
    return Chain(parts)


class Train:
    def __init__(self, d, couplings, hidden, batch):
        self.t, self.s = transform(d, couplings, hidden), density(d, couplings, hidden)
        self.a, self.b = torch.randn(batch, d), torch.randn(batch, d)
        self.constant = d / 2 * math.log(2 * math.pi)
        self.trained = [*self.t.parameters(), *self.s.parameters()]
        self.adam = torch.optim.Adam(self.trained, lr=1e-4, foreach=True)

    def parameters(self):
        return self.trained

    def loss(self):
        mapped, log_det = self.t(self.a)
        z, of_density = self.s(torch.cat((mapped, self.b)))
        log_prob = of_density - z.square().sum(dim=1) / 2 - self.constant
        return -2 * log_prob.mean() - torch.as_tensor(log_det).mean()

    def __call__(self):
        loss = self.loss()
        self.adam.zero_grad(set_to_none=True)
        loss.backward()
        self.adam.step()

    @torch.no_grad()
    def load(self, numbers):
        parts = [*self.t.modules(), *self.s.modules()]
        targets = [p.order for p in parts if isinstance(p, Permute)] + self.trained + [self.a, self.b]
        by_columns = {id(p.lu) for p in parts if isinstance(p, Linear)}
        for target, values in zip(targets, numbers.split([t.numel() for t in targets])):
            values = values.view(target.shape)
            target.copy_(values.t() if id(target) in by_columns else values)


class Map:
    def __init__(self, d, couplings, hidden, batch):
        self.t = transform(d, couplings, hidden)
        self.a = torch.randn(batch, d)

    def parameters(self):
        return self.t.parameters()

    @torch.inference_mode()
    def __call__(self):
        self.t(self.a)


def main():
    d, couplings, hidden, batch, threads = map(int, sys.argv[2:])
    torch.manual_seed(1)
    torch.set_num_threads(threads)
    step = {"train": Train, "map": Map}[sys.argv[1]](d, couplings, hidden, batch)
    print(sum(p.numel() for p in step.parameters()), flush=True)
    for line in sys.stdin:
        word, *path = line.split(maxsplit=1)
        if word == "from":
            step.load(torch.frombuffer(bytearray(Path(path[0].strip()).read_bytes()), dtype=torch.float32))
            before = step.loss().item()
            step()
            print(before, step.loss().item(), flush=True)
            continue
        start, cpu = time.perf_counter(), time.process_time()
        end, steps = start + float(word), 0
        while time.perf_counter() < end:
            step()
            steps += 1
        print(steps, time.perf_counter() - start, time.process_time() - cpu, flush=True)


main()

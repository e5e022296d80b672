"""The PyTorch peer of bench/compare in Python: eager, one thread, Adam with foreach.

Reads commands on standard input and answers on standard output, one line each:
    about               what runs here
    run NAME STEPS NET  the seconds that so many steps took
A net is written "activation input layer...", see Net.java.
"""
import math
import os
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

BATCH = 128
BATCHES = 20
ACTIVATIONS = {
    "tanh": nn.Tanh,
    "relu": nn.ReLU,
    "logistic": nn.Sigmoid,
    "leaky_relu": lambda: nn.LeakyReLU(0.05),
}


class Vae(nn.Module):
    """Encoder, two linear heads in one layer, decoder that ends in logits."""

    def __init__(self, text):
        super().__init__()
        words = text.split()
        self.activation = ACTIVATIONS[words[0]]
        self.input = self.shape = [int(n) for n in words[1].split(",")]
        self.latent = 0
        chains = [[], []]
        for i, word in enumerate(words[2:], 3):
            kind, numbers = word.split(":")
            chain = chains[1 if self.latent else 0]
            chain += self.layer(kind, [int(n) for n in numbers.split(",")])
            if kind not in ("latent", "map") and i < len(words):
                chain.append(self.activation())
        self.encoder = nn.Sequential(*chains[0])
        self.decoder = nn.Sequential(*chains[1])

    def layer(self, kind, n):
        before = self.shape
        if kind == "map":
            self.shape = n
            return [nn.Unflatten(1, n)]
        if kind in ("dense", "latent"):
            self.latent = n[0] if kind == "latent" else self.latent
            self.shape = n
            flat = [] if len(before) == 1 else [nn.Flatten()]
            return flat + [nn.Linear(math.prod(before), n[0] * (2 if kind == "latent" else 1))]
        channels, size, stride, padding = n
        if kind == "conv":
            self.shape = [channels] + [(s + 2 * padding - size) // stride + 1 for s in before[1:]]
            return [nn.Conv2d(before[0], channels, size, stride, padding)]
        self.shape = [channels] + [(s - 1) * stride - 2 * padding + size for s in before[1:]]
        return [nn.ConvTranspose2d(before[0], channels, size, stride, padding)]

    def loss(self, x):
        mean, log_variance = self.encoder(x).chunk(2, 1)
        z = mean + torch.exp(0.5 * log_variance) * torch.randn_like(mean)
        logits = self.decoder(z)
        reconstruction = F.binary_cross_entropy_with_logits(logits, x, reduction="sum")
        divergence = 0.5 * torch.sum(mean * mean + log_variance.exp() - 1 - log_variance)
        return (reconstruction + divergence) / x.shape[0]


class Run:
    """A net in training on uniform data."""

    def __init__(self, text):
        self.vae = Vae(text)
        self.adam = torch.optim.Adam(self.vae.parameters(), lr=1e-3, foreach=True)
        self.data = torch.rand(BATCH * BATCHES, *self.vae.input)
        self.place = BATCHES

    def step(self):
        if self.place == BATCHES:
            self.place = 0
            self.order = torch.randperm(BATCH * BATCHES)
        rows = self.order[self.place * BATCH : (self.place + 1) * BATCH]
        self.place += 1
        loss = self.vae.loss(self.data[rows])
        self.adam.zero_grad(set_to_none=True)
        loss.backward()
        self.adam.step()
        return loss.item()

    def seconds(self, steps):
        start = time.perf_counter()
        loss = sum(self.step() for _ in range(steps))
        seconds = time.perf_counter() - start
        if not math.isfinite(loss):
            raise ArithmeticError(f"the loss is {loss}")
        return seconds


def between(text, start, end):
    return text.split(start, 1)[-1].split(end, 1)[0].strip()


def about():
    config = torch.__config__.show()
    torch.rand(2, 2) @ torch.rand(2, 2)
    with open("/proc/self/maps") as maps:
        files = {os.path.basename(os.path.realpath(line.split()[-1])) for line in maps if "blas" in line}
    blas = "MKL" if torch.backends.mkl.is_available() else " and ".join(sorted(files))
    return "PyTorch {}, elementwise {}, oneDNN {}, products by {}".format(
        torch.__version__,
        between(config, "CPU capability usage: ", "\n"),
        between(config, "MKL-DNN v", " "),
        blas,
    )


def main():
    torch.set_num_threads(1)
    torch.manual_seed(0)
    runs = {}
    for line in sys.stdin:
        words = line.split(None, 3)
        if words[0] == "about":
            print(about(), flush=True)
            continue
        name, steps, net = words[1], int(words[2]), words[3]
        if name not in runs:
            runs[name] = Run(net)
        print(runs[name].seconds(steps), flush=True)


main()

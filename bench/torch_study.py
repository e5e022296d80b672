"""sweeps/quickstart.yaml in plain PyTorch and numpy: what bench/compare times the whole study against.

The same: disks by the same integral, split, grid, replicates, widths, variances, KL weights, denoising,
epochs, batches, Adam, held-out losses each epoch; line spectra (64 lines, 256 points, the same grids,
windows and cutoffs), Gaussian-filter splits (512 points, two antithetic draws), mean Hermite degrees by
Jacobian products, Lipschitz brackets (the same start points, screening by 10 steps, 4 climbers, 40 climbs,
200 final steps; product, Combettes-Pesquet and ECLipsE-Fast bounds).

Not the same: random numbers; power iteration instead of Lanczos; float64 norms that are not proven; no
digests, no resuming, CSV instead of Parquet, no report.
"""
import argparse
import csv
import itertools
import math
import multiprocessing
import os

import numpy as np
import torch
import torch.nn as nn
from torch.autograd.functional import jvp, vjp

SAMPLES, SIZE, TEST = 2000, 16, 200
EPOCHS, BATCH, RATE = 120, 64, 2e-3
GRID = list(
    itertools.product(
        [1, 2],  # hidden layers of 32
        [0.0025, 0.04, 0.25, 1.0],  # encoder variance
        [1.0, 4.0],  # KL weight
        [0.0, 0.2],  # input noise
        range(3),  # replicates
    )
)
POINTS, LINES = 256, 64
UNIT, CHORD = (9.0, 6 / 3.7), (18.0, 12 / 3.7)  # reach and deviation of the window


# --- data -------------------------------------------------------------------------------------------


def disks():
    """Disks of radius uniform in [0, size / 2], blurred by half a pixel; see DiskSamples."""
    sigma, reach = 0.5, 3.0
    generator = torch.Generator().manual_seed(0)
    radii = torch.rand(SAMPLES, 1, 1, generator=generator, dtype=torch.float64) * SIZE / 2
    axis = torch.arange(SIZE, dtype=torch.float64) - (SIZE - 1) / 2
    distance, place = (axis[:, None] ** 2 + axis[None, :] ** 2).sqrt().unique(return_inverse=True)
    distance = distance[None, :, None]
    nodes, weights = (torch.tensor(a) for a in np.polynomial.legendre.leggauss(24))
    end = torch.where(radii > reach, torch.asin((reach / radii).clamp(max=1)), torch.tensor(math.pi / 2))
    angle = end / 2 * (1 + nodes)
    half = radii * angle.cos()
    density = torch.exp(-((radii * angle.sin() / sigma) ** 2) / 2) / math.sqrt(2 * math.pi)
    weight = end * weights * half * density / sigma
    normal = torch.special.ndtr
    value = (weight * (normal((half - distance) / sigma) - normal((-half - distance) / sigma))).sum(2)
    value = value.clamp(0, 1)[torch.randperm(SAMPLES, generator=generator)][:, place.reshape(-1)].float()
    return value[TEST:], value[:TEST]


# --- training ---------------------------------------------------------------------------------------


def mlp(widths):
    layers = []
    for i in range(len(widths) - 1):
        layers += [nn.Linear(widths[i], widths[i + 1]), nn.Tanh()]
    for layer in layers[::2]:
        nn.init.xavier_uniform_(layer.weight)
        nn.init.zeros_(layer.bias)
    return nn.Sequential(*layers[:-1])


def losses(encoder, decoder, x, target, variance):
    mean = encoder(x)
    z = mean + math.sqrt(variance) * torch.randn_like(mean)
    reconstruction = 0.5 * ((decoder(z) - target) ** 2).sum() / len(x)
    divergence = 0.5 * (mean**2 + variance - 1 - math.log(variance)).sum() / len(x)
    return reconstruction, divergence


def train(cell, training, test):
    hidden, variance, weight, noise, replicate = cell
    torch.manual_seed(replicate)
    encoder = mlp([SIZE * SIZE] + [32] * hidden + [1])
    decoder = mlp([1] + [32] * hidden + [SIZE * SIZE])
    adam = torch.optim.Adam([*encoder.parameters(), *decoder.parameters()], lr=RATE, foreach=True)
    curve = []
    for _ in range(EPOCHS):
        order = torch.randperm(len(training))
        total = 0.0
        for i in range(0, len(training) - BATCH + 1, BATCH):
            x = training[order[i : i + BATCH]]
            noisy = x + noise * torch.randn_like(x) if noise > 0 else x
            reconstruction, divergence = losses(encoder, decoder, noisy, x, variance)
            loss = reconstruction + weight * divergence
            adam.zero_grad(set_to_none=True)
            loss.backward()
            adam.step()
            total += loss.item()
            if not math.isfinite(total):
                raise ArithmeticError(f"{cell} diverged")
        with torch.no_grad():
            reconstruction, divergence = losses(encoder, decoder, test, test, variance)
        curve.append((total, reconstruction.item(), divergence.item()))
    for parameter in [*encoder.parameters(), *decoder.parameters()]:
        parameter.requires_grad_(False)
    return encoder, decoder, curve


# --- spectra ----------------------------------------------------------------------------------------


def spectrum(y, grid, cutoff):
    """Share above the cutoff, centroid, bandwidth and decay of outputs [lines, points, outputs]."""
    t = (2 * torch.arange(POINTS, dtype=torch.float64) / POINTS - 1) * grid[0]
    window = torch.exp(-((t / grid[1]) ** 2) / 2)[None, :, None]
    y = y.double()
    y = (y - (window * y).sum(1, keepdim=True) / window.sum()) * window
    power = torch.fft.rfft(y, dim=1).abs() ** 2
    power[:, 1:-1] *= 2
    power = (power.sum(2).mean(0) / (POINTS * (window**2).sum())).numpy()
    f = np.arange(POINTS // 2 + 1) / (2 * grid[0])
    total = power.sum()
    kept = (power > 1e-10 * power.max()) & (f > 0)
    decay = np.polyfit(f[kept], -np.log(power[kept]), 1)[0] if kept.sum() > 2 else math.nan
    bandwidth = np.interp(0.95 * total, power.cumsum(), f)
    return power[f > cutoff].sum() / total, (f * power).sum() / total, bandwidth, decay


def along(bases, directions, grid):
    t = ((2 * torch.arange(POINTS) / POINTS - 1) * grid[0])[None, :, None]
    return bases[:, None] + t * directions[:, None]


def isotropic(rows, units):
    bases = rows[torch.arange(LINES) % len(rows)]
    directions = torch.randn_like(bases)
    return bases, directions / directions.norm(dim=1, keepdim=True) * units


def spectra(encoder, decoder, test, posterior):
    result = {}
    lines = isotropic(torch.randn(LINES, 1), 1.0)
    result["decoder_isotropic"] = spectrum(decoder(along(*lines, UNIT)), UNIT, 0.5)
    lines = isotropic(posterior["means"], posterior["mixture"])
    result["decoder_scaled"] = spectrum(decoder(along(*lines, UNIT)), UNIT, 0.5)
    first, second = test[0 : 2 * LINES : 2], test[1 : 2 * LINES : 2]
    length = (second - first).norm(dim=1, keepdim=True)
    chords = (first + second) / 2, (second - first) / length.clamp(min=1e-12)
    for family, lines, grid, cutoff in (
        ("isotropic", isotropic(test, radius(test)), UNIT, 0.3),
        ("chord", chords, CHORD, 0.2),
    ):
        code = encoder(along(*lines, grid))
        result["encoder_" + family] = spectrum(code, grid, cutoff)
        result["reconstruct_" + family] = spectrum(decoder(code), grid, cutoff)
    return result


def radius(x):
    return ((x - x.mean(0)) ** 2).sum(1).mean().sqrt()


# --- Gaussian measures ------------------------------------------------------------------------------


def split(chain, x, deviations, variances):
    """Shares of the variance that a Gaussian filter removes from f1, f2 of f1, and so on."""
    x = x[:512]
    noise = deviations * torch.randn(2, len(x), x.shape[1])
    filtered = torch.cat([x + noise, x - noise])
    shares = []
    for f, variance in zip(chain, variances):
        x, filtered = f(x), f(filtered)
        residual = x.double() - (filtered[:2].double() + filtered[2:].double()) / 2
        shares.append(((residual[0] * residual[1]).sum(1).mean() / variance).item())
    return shares


def variances(chain, x):
    result = []
    for f in chain:
        x = f(x)
        result.append(x.double().var(0).sum())
    return result


def gaussian(encoder, decoder, test, posterior):
    unit = radius(test) / math.sqrt(test.shape[1])
    result = {}
    for name, z, filters in (
        ("prior", torch.randn(1024, 1), [("0.5", 0.5)]),
        (
            "posterior",
            posterior["sample"],
            [("0.5", 0.5 * posterior["mixture"]), ("noise", posterior["noise"])],
        ),
    ):
        variance = variances([decoder], z)
        for label, deviation in filters:
            result[f"decoder_split_{name}_{label}"] = split([decoder], z, deviation, variance)[0]
        scale = posterior["mixture"] if name == "posterior" else 1.0
        column = jvp(decoder, z, torch.ones_like(z))[1] * scale
        result[f"decoder_degree_{name}"] = ((column**2).sum(1).mean() / variance[0]).item()
    variance = variances([encoder, decoder], test)
    for delta in (0.3, 1.0):
        shares = split([encoder, decoder], test, delta * unit, variance)
        result[f"encoder_split_{delta}"], result[f"reconstruct_split_{delta}"] = shares
    code, row = vjp(encoder, test, torch.ones(len(test), 1))
    column = jvp(decoder, code, torch.ones_like(code))[1]
    inner = (row**2).sum(1)
    result["encoder_degree"] = (inner.mean() * unit**2 / variance[0]).item()
    result["reconstruct_degree"] = (
        (inner * (column**2).sum(1)).mean() * unit**2 / variance[1]
    ).item()
    return result


# --- Lipschitz --------------------------------------------------------------------------------------


def power_step(f, x, v):
    """Slopes |J v| at each point, and the directions after one step of the power method."""
    tangent = jvp(f, x, v)[1]
    v = vjp(f, x, tangent)[1]
    return tangent.norm(dim=1), v / v.norm(dim=1, keepdim=True).clamp(min=1e-300)


def lower_bound(f, starts):
    x = starts.double()
    spread = ((x - x.mean(0)) ** 2).sum(1).mean().sqrt()
    v = torch.randn_like(x)
    v /= v.norm(dim=1, keepdim=True)
    for _ in range(10):
        slope, v = power_step(f, x, v)
    best = slope.topk(min(4, len(slope))).indices
    screened, x, v, slope = x[best], x[best].clone(), v[best], slope[best]
    step = 0.1 * spread * torch.ones(len(x), 1, dtype=torch.float64)
    for _ in range(40):
        point = x.clone().requires_grad_(True)
        tangent = jvp(f, point, v, create_graph=True)[1]
        (gradient,) = torch.autograd.grad(0.5 * (tangent**2).sum(), point)
        v = power_step(f, x, v)[1]
        length = gradient.norm(dim=1, keepdim=True).clamp(min=1e-300)
        trial = x + step * gradient / length
        found = jvp(f, trial, v)[1].norm(dim=1)
        kept = (found >= slope)[:, None]
        step = torch.where(kept, (1.5 * step).clamp(max=spread), step / 2)
        x = torch.where(kept, trial, x)
        slope = torch.where(kept[:, 0], found, slope)
    x, v = torch.cat([screened, x]), torch.cat([v, v])
    for _ in range(200):
        before = slope
        slope, v = power_step(f, x, v)
        if len(before) == len(slope) and ((slope - before).abs() <= 1e-14 * slope).all():
            break
    return slope.max().item(), x[slope.argmax()]


def norm(matrix):
    return np.linalg.norm(matrix, 2)


def upper_bounds(weights, joined):
    """Product of the norms, Combettes and Pesquet's bound, ECLipsE-Fast; slopes in [0, 1]."""
    product = math.prod(norm(w) for w in weights)
    m = []
    for k in range(len(joined)):
        chain, weight, total = joined[k], 0.5, 0.0
        for j in range(k, 0, -1):
            total += weight * norm(chain) * m[j - 1]
            chain = chain @ joined[j - 1]
            weight /= 2
        m.append(total + 2 * weight * norm(chain))
    bound, z = 1.0, np.eye(joined[0].shape[1])
    for i, w in enumerate(joined):
        k = w @ np.linalg.solve(z, w.T)
        largest = np.linalg.eigvalsh(k)[-1]
        z = np.eye(len(k)) - k / (2 * largest)
        bound *= math.sqrt(largest / 2 if i < len(joined) - 1 else largest)
    return product, m[-1], bound


def matrices(net):
    return [layer.weight.double().numpy() for layer in net if isinstance(layer, nn.Linear)]


def lipschitz(encoder, decoder, test, posterior):
    inner, outer = matrices(encoder), matrices(decoder)
    joined = inner[:-1] + [outer[0] @ inner[-1]] + outer[1:]
    samples = test[torch.arange(64) * len(test) // 64].double()
    latent = torch.cat([torch.randn(64, 1), posterior["sample"][:64]])
    encoder, decoder = encoder.double(), decoder.double()
    result = {}
    low, witness = lower_bound(encoder, samples)
    result["encoder"] = (low, *upper_bounds(inner, inner))
    result["decoder"] = (lower_bound(decoder, latent)[0], *upper_bounds(outer, outer))
    starts = torch.cat([samples, witness[None]])
    low = lower_bound(lambda x: decoder(encoder(x)), starts)[0]
    result["reconstruct"] = (low, *upper_bounds(inner + outer, joined))
    encoder.float(), decoder.float()
    return result


# --- the study --------------------------------------------------------------------------------------


def trial(task):
    cell, training, test = task
    encoder, decoder, curve = train(cell, training, test)
    row = dict(zip(("hidden", "variance", "kl_weight", "input_noise", "replicate"), cell))
    row.update(zip(("training_loss", "test_reconstruction", "test_kl"), curve[-1]))
    means = encoder(test)
    noise = torch.full((1,), math.sqrt(cell[1]))
    posterior = {
        "means": means,
        "noise": noise,
        "mixture": (means.var(0, unbiased=False) + cell[1]).sqrt(),
        "sample": means + noise * torch.randn_like(means),
    }
    for name, values in spectra(encoder, decoder, test, posterior).items():
        row.update(zip((f"{name}_{s}" for s in ("share", "centroid", "bandwidth", "decay")), values))
    row.update(gaussian(encoder, decoder, test, posterior))
    for name, values in lipschitz(encoder, decoder, test, posterior).items():
        bounds = ("lower", "product", "combettes_pesquet", "eclipse_fast")
        row.update(zip((f"{name}_{b}" for b in bounds), values))
    return row


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", required=True)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--trials", type=int, default=len(GRID), help="the first so many, to try it")
    options = parser.parse_args()
    torch.set_num_threads(1)
    training, test = disks()
    tasks = [(cell, training, test) for cell in GRID[: options.trials]]
    with multiprocessing.Pool(options.processes, torch.set_num_threads, (1,)) as pool:
        rows = pool.map(trial, tasks, chunksize=1)
    with open(os.path.join(options.out, "trials.csv"), "w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    print(len(rows), "trials")


if __name__ == "__main__":
    main()

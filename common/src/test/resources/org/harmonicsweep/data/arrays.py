"""Writes arrays.npz and arrays-stored.npz, the archives of NpzTest, with NumPy 2.4.6: python3 arrays.py"""

import io
import zipfile

import numpy

ramp = numpy.arange(10 * 2 * 3)
pixels = (ramp * 4).astype("uint8").reshape(10, 2, 3)
arrays = {
    "objects": numpy.array([{"a": 1}, None], dtype=object),
    "pixels": pixels,
    "colours": pixels.reshape(10, 2, 1, 3),
    "flat": pixels.reshape(10, 6),
    "truths": (ramp % 3 == 0).reshape(10, 2, 3),
    "singles": (ramp / 59).astype("<f4").reshape(10, 2, 3),
    "singles_big": (ramp / 59).astype(">f4").reshape(10, 2, 3),
    "doubles": (ramp / 59).astype("<f8").reshape(10, 2, 3),
    "doubles_big": (ramp / 59).astype(">f8").reshape(10, 2, 3),
    "wholes": ramp.reshape(10, 6),
    "halves": ramp.astype("<f2").reshape(10, 6),
    "records": numpy.zeros(10, dtype=[("a", "<f4"), ("b", "u1")]),
    "fortran": numpy.asfortranarray(pixels.reshape(10, 6)),
    "scalar": numpy.float32(1),
    "line": numpy.zeros(10, dtype="uint8"),
    "five": numpy.zeros((2, 1, 1, 1, 1), dtype="uint8"),
    "none": numpy.zeros((0, 3), dtype="uint8"),
    "one": numpy.zeros((1, 3), dtype="uint8"),
    "nan": numpy.array([[0, 1], [1, numpy.nan]], dtype="<f4"),
    "below": numpy.array([[0, 1], [1, -0.5]], dtype="<f8"),
    "grüße": pixels,
}
for name, save in (("arrays", numpy.savez_compressed), ("arrays-stored", numpy.savez)):
    save(name + ".npz", **arrays)
    with zipfile.ZipFile(name + ".npz", "a") as archive:
        for version in ((1, 0), (2, 0), (3, 0)):
            content = io.BytesIO()
            numpy.lib.format.write_array(content, pixels, version=version)
            archive.writestr(f"version_{version[0]}.npy", content.getvalue())

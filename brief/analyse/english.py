"""The shipped English model, loaded with only the parts of spaCy that read a text.

`import spacy; spacy.load(...)` takes more time than making a whole page. The same
classes, built from the model's own configuration and weights, take a third of it.
"""

from __future__ import annotations

import importlib
import logging
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from brief import late
from brief.analyse.forgetting import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

logger = logging.getLogger(__name__)

PARTS = ("tok2vec", "tagger", "parser", "ner")
"""Components that are loaded, in the order they run."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """As much of a spaCy `Language` as reading needs."""

    vocab: Vocab
    make_doc: Callable[[str], Doc]
    components: tuple[Any, ...]
    words: Words

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Annotate documents, a batch at a time, in their order."""
        for component in self.components:
            docs = component.pipe(docs, batch_size=batch_size)
        return iter(docs)


def load(name: str) -> Pipeline | None:
    """Load an English model.

    Args:
        name: Name of an installed package that holds a spaCy 3 model.

    Returns:
        A pipeline that annotates as `spacy.load(name)` would; None where it cannot be
        loaded this way: spaCy is imported already, or it or the model is built
        otherwise than we know. `spacy.load` works either way.
    """
    if "spacy" in sys.modules and not late.is_late("spacy"):
        return None
    try:
        _put_off_what_is_not_used()
        with late.missing("pydantic.v1", "pydantic"), late.mentioning():
            return _pipeline(_folder(name))
    except (ImportError, AttributeError, LookupError, TypeError, ValueError, OSError):
        logger.debug("%s is loaded the usual way", name, exc_info=True)
        return None


def _folder(name: str) -> Path:
    """Where the model's files are."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise LookupError(name)
    (config,) = Path(spec.origin).parent.glob("*/config.cfg")
    return config.parent


def _pipeline(folder: Path) -> Pipeline:
    """The tokenizer and the components, with the model's weights."""
    _compiled_modules()
    from spacy.lang.en.lex_attrs import LEX_ATTRS
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled
    from spacy.vocab import create_vocab
    from thinc.config import Config

    defaults: Any = SimpleNamespace(
        lex_attr_getters=LEX_ATTRS, stop_words=frozenset(), writing_system={}, syntax_iterators={}
    )
    vocab = create_vocab("en", defaults)
    # Words are hashed as they come; the million characters of those seen in training are of no use.
    vocab.from_disk(folder / "vocab", exclude=["strings", "vectors"])
    tokenizer = Tokenizer(vocab)
    tokenizer.from_disk(folder / "tokenizer", exclude=["vocab"])
    config = Config().from_disk(folder / "config.cfg")["components"]
    components = [_component(name, config[name], vocab, folder / name) for name in PARTS]
    for component in components[1:]:
        components[0].find_listeners(component)
    return Pipeline(vocab, tokenizer, tuple(components), Words(vocab))


def _compiled_modules() -> None:
    """Import those that import each other in circles, in the order in which that works."""
    for name in ("spacy.errors", "spacy.tokens.doc", "spacy.vocab", "spacy.tokenizer"):
        importlib.import_module(name)


_COMPONENTS = {
    "tok2vec": ("spacy.pipeline.tok2vec", "Tok2Vec"),
    "tagger": ("spacy.pipeline.tagger", "Tagger"),
    "parser": ("spacy.pipeline.dep_parser", "DependencyParser"),
    "ner": ("spacy.pipeline.ner", "EntityRecognizer"),
}


def _component(name: str, config: Mapping[str, Any], vocab: Vocab, folder: Path) -> Any:
    """One component as its section of the configuration describes it."""
    module, kind = _COMPONENTS[config["factory"]]
    build = getattr(importlib.import_module(module), kind)
    options = {key: value for key, value in config.items() if key not in {"factory", "model", "scorer"}}
    component = build(vocab, _layer(config["model"]), name, **options)
    component.from_disk(folder, exclude=["vocab"])
    for label in getattr(component, "labels", ()):
        vocab.strings.add(label)
    return component


_ARCHITECTURES = {
    "spacy.MaxoutWindowEncoder.v2": ("spacy.ml.models.tok2vec", "MaxoutWindowEncoder"),
    "spacy.MultiHashEmbed.v2": ("spacy.ml.models.tok2vec", "MultiHashEmbed"),
    "spacy.Tagger.v2": ("spacy.ml.models.tagger", "build_tagger_model"),
    "spacy.Tok2Vec.v2": ("spacy.ml.models.tok2vec", "build_Tok2Vec_model"),
    "spacy.Tok2VecListener.v1": ("spacy.ml.models.tok2vec", "tok2vec_listener_v1"),
    "spacy.TransitionBasedParser.v2": ("spacy.ml.models.parser", "build_tb_parser_model"),
}


def _layer(config: Mapping[str, Any]) -> Any:
    """A layer of the network, and those inside it."""
    module, name = _ARCHITECTURES[config["@architectures"]]
    inner = {
        key: _layer(value) if isinstance(value, Mapping) else value
        for key, value in config.items()
        if key != "@architectures"
    }
    return getattr(importlib.import_module(module), name)(**inner)


_THINC = {
    "thinc.backends": "CupyOps NumpyOps Ops get_array_ops get_current_ops get_ops set_current_ops use_ops",
    "thinc.config": "Config ConfigValidationError registry",
    "thinc.initializers": "glorot_uniform_init normal_init zero_init",
    "thinc.loss": "SequenceCategoricalCrossentropy",
    "thinc.model": "Model set_dropout_rate",
    "thinc.optimizers": "Adam Optimizer",
    "thinc.schedules": "compounding decaying",
    "thinc.util": "fix_random_seed get_array_module is_cupy_array to_numpy",
}
_LAYERS = {
    **{
        f"thinc.layers.{name}": name
        for name in ("chain", "clone", "concatenate", "expand_window", "list2array")
    },
    **{f"thinc.layers.{name}": name for name in ("list2ragged", "noop", "ragged2list", "residual")},
    "thinc.layers.hashembed": "HashEmbed",
    "thinc.layers.layernorm": "LayerNorm",
    "thinc.layers.linear": "Linear",
    "thinc.layers.lstm": "PyTorchLSTM",
    "thinc.layers.maxout": "Maxout",
    "thinc.layers.mish": "Mish",
    "thinc.layers.softmax": "Softmax_v2",
    "thinc.layers.with_array": "with_array",
    "thinc.layers.with_padded": "with_padded",
}
_TRAINING = {
    "spacy.training.example": "Example validate_examples validate_get_examples",
    "spacy.training.iob_utils": "biluo_to_iob iob_to_biluo remove_bilu_prefix split_bilu_label",
}
_SRSLY = {
    "srsly._json_api": "json_dumps json_loads read_json write_json",
    "srsly._msgpack_api": "msgpack_decoders msgpack_dumps msgpack_encoders msgpack_loads read_msgpack "
    "write_msgpack",
    "srsly._pickle_api": "pickle_dumps pickle_loads",
}


def _put_off_what_is_not_used() -> None:
    """Register spaCy's packages and its libraries' without running what they import for other uses."""
    if "spacy" in sys.modules:
        return
    late.put_off("srsly", _parts(_SRSLY))
    late.put_off("thinc", {"registry": "thinc.config", "Config": "thinc.config", "Model": "thinc.model"})
    late.put_off("thinc.layers", _parts(_LAYERS))
    late.put_off("thinc.api", _parts({**_THINC, **_LAYERS}))
    for package in ("spacy", "spacy.lang", "spacy.lang.en", "spacy.ml", "spacy.ml.models", "spacy.pipeline"):
        late.put_off(package, before=_bring_pydantic_back)
    late.put_off("spacy.training", _parts(_TRAINING), before=_bring_pydantic_back)
    late.put_off(
        "spacy.schemas",
        mentioned={"TokenPattern": _Attributes, "validate_token_pattern": None},
        before=_bring_pydantic_back,
    )
    late.put_off("spacy.language", mentioned={"Language": None}, before=_bring_pydantic_back)
    late.put_off("spacy.pipeline.functions", mentioned={"merge_subtokens": None})


class _Attributes:
    """In place of a large pydantic model that the tokenizer asks one thing."""

    def model_dump(self) -> tuple[str]:
        """The attributes that phrases may be compared by; the tokenizer's are compared by this one."""
        return ("orth",)


def _parts(homes: Mapping[str, str]) -> dict[str, str]:
    """Each name with the module it comes from."""
    return {name: home for home, names in homes.items() for name in names.split()}


def _bring_pydantic_back() -> None:
    """Tell confection that pydantic is there, which it asked once, while it was hidden."""
    for name in ("pydantic", "pydantic.v1"):
        if sys.modules.get(name, ...) is None:
            del sys.modules[name]
    import pydantic
    import pydantic.v1

    validation: Any = sys.modules.get("confection.validation")
    if validation is not None and getattr(validation, "_PydanticV2BaseModel", pydantic) is None:
        validation._PydanticV2BaseModel = pydantic.BaseModel
        validation._PydanticV2ValidationError = pydantic.ValidationError
    if validation is not None and getattr(validation, "_PydanticV1BaseModel", pydantic) is None:
        validation._PydanticV1BaseModel = pydantic.v1.BaseModel
        validation._PydanticV1ValidationError = pydantic.v1.ValidationError

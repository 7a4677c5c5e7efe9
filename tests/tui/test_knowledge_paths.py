"""What is known beside the text: said once, checked at once, the same in every process."""

import argparse
import pickle

import pytest

from corpus.errors import SourceError
from corpus.fingerprint import of_folder
from corpus.records import Witness
from tui import knowledge_paths

WITNESS = Witness("A", "a", "The text of a letter.")


def given(*argv):
    parser = argparse.ArgumentParser()
    knowledge_paths.arguments(parser)
    return parser.parse_args(list(map(str, argv)))


def test_other_editions_reach_the_detectors(tmp_path):
    (tmp_path / "other.txt").write_text("The text of another letter.")
    known = knowledge_paths.from_arguments(given("--parallel", tmp_path / "other.txt"))
    document = pickle.loads(pickle.dumps(known)).document(WITNESS)
    assert [parallel.title for parallel in document.parallels] == ["other.txt"]
    assert known.digest(WITNESS) != knowledge_paths.KnowledgePaths().digest(WITNESS)


def test_the_editions_own_names_count(tmp_path):
    (tmp_path / "names.csv").write_text("name,kind\nZbxqwtfoo,person\n")
    assert not knowledge_paths.knowledge().document(WITNESS).knowledge.names.knows("Zbxqwtfoo")
    assert knowledge_paths.knowledge(edition=tmp_path).document(WITNESS).knowledge.names.knows("Zbxqwtfoo")


def test_a_language_with_new_content_makes_other_findings(tmp_path):
    (tmp_path / "counts.npy").write_bytes(b"one")
    known = knowledge_paths.KnowledgePaths(language=tmp_path)
    before = known.digest(WITNESS)
    assert before != knowledge_paths.KnowledgePaths().digest(WITNESS)
    (tmp_path / "counts.npy").write_bytes(b"two")
    for remembered in (of_folder, knowledge_paths._digest_of_models):
        remembered.cache_clear()
    assert known.digest(WITNESS) != before


@pytest.mark.parametrize("option", ["--parallel", "--names", "--language"])
def test_what_cannot_be_read_is_told_at_once(tmp_path, option):
    with pytest.raises(SourceError, match="gone"):
        knowledge_paths.from_arguments(given(option, tmp_path / "gone"))

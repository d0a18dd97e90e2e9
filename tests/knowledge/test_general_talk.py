"""Small talk that comes with the program, and what a network's own adds to it."""

from pathlib import Path

from bot.knowledge.directory import inspect, load
from bot.knowledge.shared import general_talk

ENTRY = "tema: klubben\nposter:\n  - id: nyckel\n    svar: Nyckeln hänger i kiosken.\n"
OWN = "smaprat:\n  - id: halsning\n    svar: Hej i klubben!\n    fraser: [hej klubben]\n"


def _directory(path: Path, own: str | None = None) -> Path:
    (path / "klubben.yaml").write_text(ENTRY, encoding="utf-8")
    if own is not None:
        (path / "smaprat.yaml").write_text(own, encoding="utf-8")
    return path


def test_it_is_whole_and_comes_with_any_directory(tmp_path: Path) -> None:
    knowledge = load(_directory(tmp_path))
    assert knowledge.small_talk == general_talk().small_talk
    assert {"halsning", "tack"} <= {reply.id for reply in knowledge.small_talk}
    assert {"nodlage", "sjukvard"} <= {reply.id for reply in knowledge.pointers}
    assert not [fault for fault in inspect(tmp_path)[1] if fault.file == "smaprat.yaml"]


def test_it_names_no_network() -> None:
    talk = general_talk()
    said = " ".join(text for reply in (*talk.small_talk, *talk.pointers) for text in (reply.answer, *reply.phrases))
    assert "nätverk" not in said
    assert "2018" not in said


def test_the_networks_answer_is_given_to_the_phrases_of_both(tmp_path: Path) -> None:
    [greeting] = [each for each in load(_directory(tmp_path, OWN)).small_talk if each.id == "halsning"]
    assert greeting.answer == "Hej i klubben!"
    assert {"hej", "hej klubben"} <= set(greeting.phrases)

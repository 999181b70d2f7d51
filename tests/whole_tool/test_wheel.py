"""What a plain install brings: the wheel is whole, and the demo runs from it without the checkout."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from corpus_tool_testing.terminal import surroundings

pytest.importorskip("hatchling", reason="the wheel is built with hatchling (in the test extra)")

ROOT = Path(__file__).parents[2]

DATA = (".py", ".toml", ".tcss", "py.typed")
"""Endings of the files that belong to the package."""


@pytest.fixture(scope="session")
def wheel(tmp_path_factory) -> Path:
    """The wheel, built as pip builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture
def installed(wheel, tmp_path) -> Path:
    """The wheel unpacked, as in somebody's site-packages."""
    folder = tmp_path / "site-packages"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_every_file_of_the_package(wheel):
    package = {file.relative_to(ROOT).as_posix() for file in (ROOT / "corpus_tool").rglob("*") if file.is_file()}
    assert {name for name in package if name.endswith(DATA)} <= names(wheel)
    assert "corpus_tool/py.typed" in names(wheel)
    assert any(name.endswith(".tcss") for name in names(wheel))
    assert "corpus_tool/schemas/conflict-news.toml" in names(wheel)


def test_the_wheel_holds_the_sample_corpus(wheel):
    sample = {f"corpus_tool/sample_corpus/{file.name}" for file in (ROOT / "sample_corpus").glob("*.jsonl")}
    assert len(sample) == 2
    assert sample <= names(wheel)


def test_the_wheel_holds_nothing_but_the_package_its_licence_its_script_and_its_manual_page(wheel):
    tops = {name.partition("/")[0] for name in names(wheel)}
    shared, metadata = sorted(tops - {"corpus_tool"})
    assert metadata.endswith(".dist-info")
    assert [name for name in names(wheel) if name.startswith(shared)] == [f"{shared}/data/share/man/man1/corpus-tool.1"]
    assert f"{metadata}/licenses/LICENSE" in names(wheel)
    with zipfile.ZipFile(wheel) as archive:
        assert "corpus-tool = corpus_tool.cli.main:main" in archive.read(f"{metadata}/entry_points.txt").decode()
        assert "Requires-Python: >=3.11" in archive.read(f"{metadata}/METADATA").decode()


def run(installed: Path, folder: Path, program: str, *words: str) -> str:
    """What a program prints that finds the unpacked wheel first."""
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=folder,
        env=surroundings(folder) | {"PYTHONPATH": str(installed)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_demo_runs_from_the_wheel_alone(installed, tmp_path):
    program = """
import corpus_tool.cli.main as program
from corpus_tool.workbench.demo import sample_folder
print(program.__file__)
print(sample_folder().resolve())
program.main()
"""
    main, sample, *_ = run(installed, tmp_path, program, "demo", "--no-ui").split("\n")
    assert Path(main).is_relative_to(installed)
    assert Path(sample).is_relative_to(installed.resolve())
    assert (tmp_path / "demo.db").is_file()
    assert (tmp_path / "exports" / "all.jsonl").is_file()
